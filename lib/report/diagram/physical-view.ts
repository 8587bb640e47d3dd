import { BIG_IP_SIDES, selfIp } from "../../model/big-ip";
import type { Host } from "../../model/host";
import type { Network } from "../../model/network";
import type { Topology } from "../../model/topology";
import type { Cluster, Diagram, DiagramNode, Edge } from "./diagram";
import { devicesOf, hostsOf } from "./drawn-parts";

/** Hosts and devices with their interfaces, and the networks of those interfaces. */
export function physicalView(topology: Topology, pairs: readonly string[]): Diagram {
  const hosts = hostsOf(topology, pairs);
  const devices = devicesOf(topology, pairs);
  const links = [
    ...hosts.map(({ name, interfaces }) =>
      interfaces.map((one) => ({ end: interfaceId(name, one.name), network: networkId(one.network) })),
    ),
    ...devices.map(({ name, network }) =>
      BIG_IP_SIDES.map((side) => ({ end: interfaceId(`device ${name}`, side), network: networkId(network[side]) })),
    ),
  ];
  // A line begins on the left. Alternate the direction, so that hosts stand on both sides of the networks.
  const edges = links.flatMap((own, index) =>
    own.map(({ end, network }): Edge => {
      const [from, to] = index % 2 === 0 ? [end, network] : [network, end];
      return { from, to, kind: "link" };
    }),
  );
  const used = new Set(links.flat().map(({ network }) => network));
  return {
    view: "physical",
    title: "Physical view",
    description: `${hosts.map(({ name }) => name).join(", ")} with their interfaces, and the networks that the interfaces are in. The table of hosts says the same in words.`,
    clusters: [
      ...hosts.map(hostCluster),
      ...devices.map(
        (device): Cluster => ({
          kind: "device",
          title: `${device.name}: BIG-IP ${device.version}`,
          nodes: BIG_IP_SIDES.map((side) => ({
            id: interfaceId(`device ${device.name}`, side),
            kind: "interface",
            lines: [device.network[`${side}Interface`] ?? side, selfIp(device, side)],
          })),
        }),
      ),
    ],
    nodes: [...topology.networks.values()].map(networkNode).filter(({ id }) => used.has(id)),
    edges,
  };
}

function hostCluster(host: Host): Cluster {
  return {
    kind: "host",
    title: `${host.name}: ${host.os}${host.dataCenter === undefined ? "" : `, ${host.dataCenter}`}`,
    nodes: host.interfaces.map(({ name, address }) => ({
      id: interfaceId(host.name, name),
      kind: "interface",
      lines: [name, address],
    })),
  };
}

function networkNode({ name, cidr, vlan, gateway }: Network): DiagramNode {
  return {
    id: networkId(name),
    kind: "network",
    lines: [
      `network ${name}`,
      cidr,
      vlan === undefined ? "VLAN not declared" : `VLAN ${vlan}`,
      ...(gateway === undefined ? [] : [`gateway ${gateway}`]),
    ],
  };
}

const interfaceId = (owner: string, name: string) => JSON.stringify(["interface", owner, name]);
const networkId = (name: string) => JSON.stringify(["network", name]);
