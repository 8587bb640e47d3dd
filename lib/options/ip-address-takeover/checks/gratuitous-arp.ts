import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { takeoverPairs } from "../model";

/** The network learns where the virtual IP is. */
export const gratuitousArp: EnvironmentRule = {
  code: "gratuitous-arp",
  level: "error",
  acknowledgeable: true,
  title: "The virtual IP's network accepts gratuitous ARP",
  why: "The vendor requires it (documented). If it is ignored, neighbours keep calling the old host until their entries age: 51 s for a Linux client (measured), 15 minutes and more for some firewalls.",
  *evaluate(topology) {
    const byArp = takeoverPairs(topology).filter(({ highAvailability }) => !isIpv6(highAvailability.virtualIp));
    for (const name of new Set(byArp.map((pair) => pair.highAvailability.network))) {
      const accepts = topology.networks.get(name)!.switching.acceptsGratuitousArp;
      if (accepts === undefined)
        yield {
          path: ["networks", name],
          notEvaluated: "it is not declared whether the equipment accepts gratuitous ARP",
          fix: "ask those who run the network, and declare switching.acceptsGratuitousArp",
        };
      if (accepts === false)
        yield {
          path: ["networks", name, "switching", "acceptsGratuitousArp"],
          message:
            "the equipment ignores gratuitous ARP; only the gateway, which is asked directly, would learn of a move at once",
          found: "false",
          allowed: "true",
          fix: "make the equipment accept it on this VLAN, or choose an option without a virtual IP",
        };
    }
  },
};
