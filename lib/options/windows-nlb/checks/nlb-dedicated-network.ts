import type { EnvironmentRule, Violation } from "../../../checks/rule";
import { serversOf } from "../../../model/pair";
import type { Topology } from "../../../model/topology";
import type { FindVirtualIp } from "../../../model/virtual-ip";
import { type NlbPair, nlbPairs } from "../model";

/** Nobody else is flooded. */
export const nlbDedicatedNetwork = (virtualIpOf: FindVirtualIp): EnvironmentRule => ({
  code: "nlb-dedicated-network",
  level: "warning",
  title: "A Windows NLB cluster has a network of its own",
  why: "Switches do not learn the hardware address of a cluster, and flood what is sent to it to every port of the VLAN: the vendor's procedure for a sister product, and Cisco, ask for a VLAN that has nothing else (analogous).",
  *evaluate(topology) {
    for (const pair of nlbPairs(topology)) {
      const { name, dedicated } = topology.networks.get(pair.highAvailability.network)!;
      if (dedicated === true) yield* sharedBy(topology, pair, virtualIpOf);
      else
        yield {
          path: ["networks", name],
          message: `network ${name} is not declared to be dedicated to the cluster of pair ${pair.name}, whose traffic floods it`,
          found: dedicated === false ? "dedicated: false" : "no dedicated",
          allowed: "dedicated: true",
          fix: "use a VLAN with these two hosts alone, and declare dedicated: true",
        };
    }
  },
});

/** Who else is on a network that is declared to be the cluster's alone. */
function* sharedBy(topology: Topology, pair: NlbPair, virtualIpOf: FindVirtualIp): Generator<Violation> {
  const { name, vlan } = topology.networks.get(pair.highAvailability.network)!;
  const own = new Set(serversOf(pair).map(({ host }) => host));
  const others = [
    ...[...topology.hosts.values()]
      .filter((host) => !own.has(host.name) && host.interfaces.some((one) => one.network === name))
      .map((host) => host.name),
    ...[...topology.pairs.values()]
      .filter((one) => one !== pair && virtualIpOf(one, topology)?.network === name)
      .map((one) => `the virtual IP of pair ${one.name}`),
  ];
  const message = `network ${name} is declared to be dedicated, but is not for the cluster of pair ${pair.name} alone`;
  if (others.length > 0)
    yield {
      path: ["networks", name, "dedicated"],
      message: `${message}: ${others.join(", ")} ${others.length === 1 ? "is" : "are"} on it too`,
      found: "true",
      fix: "move them to another network",
    };
  const inVlan = [...topology.networks.values()].filter(
    (one) => one.name !== name && vlan !== undefined && one.vlan === vlan,
  );
  if (inVlan.length > 0)
    yield {
      path: ["networks", name, "vlan"],
      message: `${message}: VLAN ${vlan} is that of network ${inVlan.map((one) => one.name).join(" and network ")} too`,
      found: String(vlan),
      allowed: "a VLAN that no other network is in",
      fix: "give the cluster a VLAN of its own, or correct the number that is wrong",
    };
}
