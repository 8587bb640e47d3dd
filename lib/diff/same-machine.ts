import type { ServerOption } from "../configuration-layer/server-options";
import type { Interface } from "../model/host";
import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf, optionsFilesOf, virtualIpOf } from "../options";
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

/** Whether the host is managed by the interface, a pair's option goes by its network, or an option has its address. */
export function isUsed(host: string, name: string, topology: Topology): boolean {
  const declared = topology.hosts.get(host);
  const one = declared?.interfaces.find((other) => other.name === name);
  if (one === undefined) return false;
  if (declared!.managementInterface === name) return true;
  return [...topology.pairs.values()].some((pair) => {
    const isServer = serversOf(pair).some((server) => server.host === host);
    if (!isServer && !namesOf(pair, "hosts").includes(host)) return false;
    return (
      (isServer && networksOf(pair, topology).includes(one.network)) ||
      optionsOf(pair, topology).some(({ value }) => value === one.address)
    );
  });
}

/** Those that a pair's option names, its device is on, and its virtual IP is of. */
function networksOf(pair: SipServerPair, topology: Topology): (string | undefined)[] {
  const devices = namesOf(pair, "bigIps").map((name) => topology.bigIps.get(name)!.network);
  return [
    ...namesOf(pair, "networks"),
    ...devices.flatMap(({ inside, outside }) => [inside, outside]),
    virtualIpOf(pair, topology)?.network,
  ];
}

function optionsOf(pair: SipServerPair, topology: Topology): readonly ServerOption[] {
  return [
    ...serversOf(pair).flatMap((server) => optionOf(pair).serverOptions(topology, pair, server)),
    ...optionsFilesOf(topology, pair).flatMap(({ options }) => options),
  ];
}
