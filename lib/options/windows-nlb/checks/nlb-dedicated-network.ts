import type { AppRule, Violation } from "../../../checks/rule";
import { membership } from "../../../model/address";
import { grouped } from "../../../model/grouped";
import type { Network } from "../../../model/network";
import { hostNamesOf } from "../../../model/pair";
import type { Topology } from "../../../model/topology";
import type { FindVirtualIp } from "../../../model/virtual-ip";
import { type NlbPair, nlbPairs } from "../model";

/** The cluster floods nobody else. */
export const nlbDedicatedNetwork = (virtualIpOf: FindVirtualIp): AppRule => ({
  code: "nlb-dedicated-network",
  level: "warning",
  title: "A Windows NLB cluster has a network of its own, across all environments of the app",
  why: "Switches do not learn the hardware address of a cluster, and flood what is sent to it to every port of the VLAN. The vendor's procedure for a sister product, and Cisco, ask for a VLAN that has nothing else (analogous).",
  *evaluateAll(topologies) {
    for (const topology of topologies) {
      const clusters = nlbPairs(topology);
      if (clusters.length === 0) continue;
      const users = usersByNetwork(topology, virtualIpOf);
      const networksIn = networksByVlan(topology);
      const others = topologies.filter((one) => one !== topology);
      for (const pair of clusters) {
        const network = topology.networks.get(pair.highAvailability.network)!;
        const { name, dedicated } = network;
        if (dedicated === true)
          for (const violation of sharedBy(
            topology,
            pair,
            users,
            networksIn,
            usersElsewhere(others, network, virtualIpOf),
          ))
            yield [topology, violation];
        else
          yield [
            topology,
            {
              path: ["networks", name],
              message: `network ${name} is not declared to be dedicated to the cluster of pair ${pair.name}, whose traffic floods it`,
              found: dedicated === false ? "dedicated: false" : "no dedicated",
              allowed: "dedicated: true",
              fix: "use a VLAN with only these two hosts, and declare dedicated: true",
            },
          ];
      }
    }
  },
});

/** What other environments have on a network, compared by address, because they may use another name for it. */
function usersElsewhere(others: readonly Topology[], { cidr }: Network, virtualIpOf: FindVirtualIp): string[] {
  const isThere = membership(cidr);
  return others.flatMap((topology) => {
    const hosts = [...topology.hosts.values()].filter(({ interfaces }) =>
      interfaces.some((one) => isThere(one.address)),
    );
    const pairs = [...topology.pairs.values()].filter((pair) => {
      const virtualIp = virtualIpOf(pair, topology)?.address;
      return virtualIp !== undefined && isThere(virtualIp);
    });
    const of = `of environment ${topology.environment}`;
    return [
      ...hosts.map(({ name }) => `${name} ${of}`),
      ...pairs.map(({ name }) => `the virtual IP of pair ${name} ${of}`),
    ];
  });
}

/** The users of a network: hosts with an interface there, and pairs with a virtual IP in it. */
interface NetworkUsers {
  readonly hosts: string[];
  readonly pairs: string[];
}

function usersByNetwork(topology: Topology, virtualIpOf: FindVirtualIp): ReadonlyMap<string, NetworkUsers> {
  const users = new Map<string, NetworkUsers>(
    [...topology.networks.keys()].map((name) => [name, { hosts: [], pairs: [] }]),
  );
  for (const { name, interfaces } of topology.hosts.values())
    for (const network of new Set(interfaces.map((one) => one.network))) users.get(network)?.hosts.push(name);
  for (const pair of topology.pairs.values()) {
    const network = virtualIpOf(pair, topology)?.network;
    if (network !== undefined) users.get(network)?.pairs.push(pair.name);
  }
  return users;
}

/** The names of the networks declared in each VLAN. */
function networksByVlan({ networks }: Topology): ReadonlyMap<number, readonly string[]> {
  const byVlan = grouped(networks.values(), ({ vlan }) => (vlan === undefined ? [] : [vlan]));
  return new Map([...byVlan].map(([vlan, all]) => [vlan, all.map(({ name }) => name)]));
}

/** Who else is on a network that is declared to be only for the cluster. */
function* sharedBy(
  topology: Topology,
  pair: NlbPair,
  users: ReadonlyMap<string, NetworkUsers>,
  networksIn: ReadonlyMap<number, readonly string[]>,
  elsewhere: readonly string[],
): Generator<Violation> {
  const { name, vlan } = topology.networks.get(pair.highAvailability.network)!;
  const own = hostNamesOf(pair);
  const { hosts, pairs } = users.get(name)!;
  const others = [
    ...hosts.filter((host) => !own.includes(host)),
    ...pairs.filter((one) => one !== pair.name).map((one) => `the virtual IP of pair ${one}`),
    ...elsewhere,
  ];
  const message = `network ${name} is declared to be dedicated, but is not for the cluster of pair ${pair.name} alone`;
  if (others.length > 0)
    yield {
      path: ["networks", name, "dedicated"],
      message: `${message}: ${others.join(", ")} ${others.length === 1 ? "is" : "are"} on it too`,
      found: "true",
      fix: "move them to another network",
    };
  const inVlan = vlan === undefined ? [] : networksIn.get(vlan)!.filter((one) => one !== name);
  if (inVlan.length > 0)
    yield {
      path: ["networks", name, "vlan"],
      message: `${message}: VLAN ${vlan} is also that of network ${inVlan.join(" and network ")}`,
      found: String(vlan),
      allowed: "a VLAN that no other network is in",
      fix: "give the cluster a VLAN of its own, or correct the number that is wrong",
    };
}
