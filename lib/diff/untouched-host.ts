import type { ServerOption } from "../configuration-layer/server-options";
import type { Interface } from "../model/host";
import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf, optionsFilesOf } from "../options";
import { namesOf } from "./affected-pairs";
import { isSameNetwork } from "./same-network";

/**
 * Whether what a pair has on a host goes on while everything changes: the system is as it was, and so are the interfaces that are used or that it keeps.
 * This does not depend on which machine it is, see `renamedHosts`: the same machine with another address is affected, and so is a machine under another
 * name, whose servers get another Host object.
 */
export function isUntouched(name: string, was: Topology, is: Topology): boolean {
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

/** The interfaces of a host that it has in both models, or that are used. */
function interfacesOf(name: string, own: Topology, other: Topology): readonly Interface[] {
  const kept = new Set(other.hosts.get(name)?.interfaces.map((one) => one.name));
  return (own.hosts.get(name)?.interfaces ?? []).filter((one) => kept.has(one.name) || isUsed(name, one.name, own));
}

/** Whether the host is managed through the interface, SIP reaches a server through it, or an option has its address. */
export function isUsed(host: string, name: string, topology: Topology): boolean {
  const declared = topology.hosts.get(host);
  const one = declared?.interfaces.find((other) => other.name === name);
  if (one === undefined) return false;
  if (declared!.managementInterface === name) return true;
  return [...topology.pairs.values()].some((pair) => {
    const servers = serversOf(pair).filter((server) => server.host === host);
    if (servers.length === 0 && !namesOf(pair, "hosts").includes(host)) return false;
    return (
      servers.some((server) => optionOf(pair).serverAddress(topology, pair, server) === one.address) ||
      optionsOf(pair, topology).some(({ value }) => value === one.address)
    );
  });
}

function optionsOf(pair: SipServerPair, topology: Topology): readonly ServerOption[] {
  return [
    ...serversOf(pair).flatMap((server) => optionOf(pair).serverOptions(topology, pair, server)),
    ...optionsFilesOf(topology, pair).flatMap(({ options }) => options),
  ];
}
