import type { EnvironmentRule } from "../../../checks/rule";
import { takeoverPairs } from "../model";

/** A watchdog has a gateway to ask. */
export const gatewayMissing: EnvironmentRule = {
  code: "gateway-missing",
  level: "error",
  title: "The network of a virtual IP with a watchdog has a gateway",
  why: "The watchdog counts a host as cut off only when the host has lost both the Management Layer and its gateway. Without a gateway, every virtual IP would be released when the Management Layer is down.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { watchdog, network, option } = pair.highAvailability;
      if (watchdog !== undefined && topology.networks.get(network)!.gateway === undefined)
        yield {
          path: ["pairs", pair.name, "highAvailability", option, "watchdog"],
          message: `network ${network} has no gateway that the watchdog could ask`,
          found: "no gateway",
          fix: `declare the gateway of network ${network}, or remove the watchdog`,
        };
    }
  },
};
