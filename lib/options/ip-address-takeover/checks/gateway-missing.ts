import type { EnvironmentRule } from "../../../checks/rule";
import { takeoverPairs } from "../model";

/** A watchdog has a gateway to ask. */
export const gatewayMissing: EnvironmentRule = {
  code: "gateway-missing",
  level: "error",
  title: "The network of a virtual IP with a watchdog has a gateway",
  why: "The watchdog takes a host for cut off only when it has lost both the Management Layer and its gateway; without the second, a Management Layer that is down would release every virtual IP.",
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
