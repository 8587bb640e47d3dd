import type { EnvironmentRule } from "../../../checks/rule";
import { interfaceOn } from "../../../model/host";
import { hostNamesOf } from "../../../model/pair";
import { nlbPairs } from "../model";

/** The alternative for a site without another interface. */
const ONE_INTERFACE =
  "or set UnicastInterhostCommSupport on both hosts, prove that they reach each other, and acknowledge this";

/** In unicast mode, the hosts can still reach each other, and the Management Layer can reach them. */
export const nlbUnicastInterface: EnvironmentRule = {
  code: "nlb-unicast-interface",
  level: "error",
  acknowledgeable: true,
  title: "In unicast mode each host has a management interface that is not the cluster's",
  why: "In unicast mode both hosts have the same hardware address on the cluster's adapter, so that they cannot reach each other there (documented): not for the HA link, and not to join the cluster. The registry value UnicastInterhostCommSupport, from Windows 2003 SP1 on, is said to change that (analogous: an article of VMware).",
  *evaluate(topology) {
    for (const pair of nlbPairs(topology)) {
      const { network, operationMode } = pair.highAvailability;
      if (operationMode !== "unicast") continue;
      for (const name of hostNamesOf(pair)) {
        const host = topology.hosts.get(name)!;
        const one = interfaceOn(host, network);
        if (one === undefined || host.managementInterface !== one.name) continue;
        yield {
          path: ["hosts", name],
          message: `the management interface of host ${name} is ${one.name}, which the unicast cluster of pair ${pair.name} is bound to`,
          found: one.name,
          allowed: "another interface, on another network",
          fix:
            host.interfaces.length === 1
              ? `give the host a second interface for everything but SIP, or use operationMode: multicast; ${ONE_INTERFACE}`
              : `name the other interface as managementInterface, or use operationMode: multicast; ${ONE_INTERFACE}`,
        };
      }
    }
  },
};
