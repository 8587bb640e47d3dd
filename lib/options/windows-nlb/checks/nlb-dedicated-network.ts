import type { EnvironmentRule } from "../../../checks/rule";
import { serversOf } from "../../../model/pair";
import { nlbPairs } from "../model";

/** Nobody else is flooded. */
export const nlbDedicatedNetwork: EnvironmentRule = {
  code: "nlb-dedicated-network",
  level: "warning",
  title: "A Windows NLB cluster has a network of its own",
  why: "Switches do not learn the hardware address of a cluster, and flood what is sent to it to every port of the VLAN: the vendor's procedure for a sister product, and Cisco, ask for a VLAN that has nothing else (analogous).",
  *evaluate(topology) {
    for (const pair of nlbPairs(topology)) {
      const { name } = topology.networks.get(pair.highAvailability.network)!;
      const { dedicated } = topology.networks.get(name)!;
      if (dedicated !== true)
        yield {
          path: ["networks", name],
          message: `network ${name} is not declared to be dedicated to the cluster of pair ${pair.name}, whose traffic floods it`,
          found: dedicated === false ? "dedicated: false" : "no dedicated",
          allowed: "dedicated: true",
          fix: "use a VLAN with these two hosts alone, and declare dedicated: true",
        };
      const own = new Set(serversOf(pair).map(({ host }) => host));
      const others = [...topology.hosts.values()].filter(
        (host) => !own.has(host.name) && host.interfaces.some((one) => one.network === name),
      );
      if (dedicated === true && others.length > 0)
        yield {
          path: ["networks", name, "dedicated"],
          message: `network ${name} is declared to be dedicated, but is not for the cluster of pair ${pair.name} alone: ${others.map((host) => host.name).join(", ")} ${others.length === 1 ? "is" : "are"} on it too`,
          found: "true",
          fix: "move them to another network",
        };
    }
  },
};
