import type { Interface } from "../model/host";
import { serversOf } from "../model/pair";
import { pairsByHost } from "../model/pairs-by-host";
import type { Topology } from "../model/topology";
import { optionOf, virtualIpOf } from "../options";
import { namesOf } from "./affected-pairs";
import { isSameNetwork } from "./same-network";

/** Whether a host is, for the pairs on it, what it was: its system, and the interfaces that they use or that it keeps. */
export function isSameMachine(name: string, was: Topology, is: Topology): boolean {
  if (was.hosts.get(name)?.os !== is.hosts.get(name)?.os) return false;
  const [old, now] = [interfacesOf(name, was, is), interfacesOf(name, is, was)];
  return (
    old.length === now.length &&
    old.every(({ name: one, address, network }) => {
      const after = now.find((other) => other.name === one);
      return after?.address === address && isSameNetwork(network, after.network, was, is);
    })
  );
}

/** Those of a host that it has in both models, or that are used. */
function interfacesOf(name: string, own: Topology, other: Topology): readonly Interface[] {
  const kept = new Set(other.hosts.get(name)?.interfaces.map((one) => one.name));
  return (own.hosts.get(name)?.interfaces ?? []).filter((one) => kept.has(one.name) || isUsed(name, one.name, own));
}

/** Whether the host is managed by the interface, a pair's option goes by its network, or an option of a server has its address. */
export function isUsed(host: string, name: string, topology: Topology): boolean {
  const declared = topology.hosts.get(host);
  const one = declared?.interfaces.find((other) => other.name === name);
  if (one === undefined) return false;
  if (declared!.managementInterface === name) return true;
  return (pairsByHost(topology).get(host) ?? []).some((pair) => {
    const devices = namesOf(pair, "bigIps").flatMap((device) => {
      const { inside, outside } = topology.bigIps.get(device)!.network;
      return [inside, outside];
    });
    const networks = [...namesOf(pair, "networks"), ...devices, virtualIpOf(pair, topology)?.network];
    return (
      networks.includes(one.network) ||
      serversOf(pair).some((server) =>
        optionOf(pair)
          .serverOptions(topology, pair, server)
          .some(({ value }) => value === one.address),
      )
    );
  });
}
