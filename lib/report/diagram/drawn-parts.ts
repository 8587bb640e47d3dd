import type { BigIp } from "../../model/big-ip";
import type { Host } from "../../model/host";
import { managementApplicationsOf } from "../../model/management-layer";
import { hostNamesOf, type SipServerPair } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { optionOf } from "../../options";

/** The pairs that a diagram shows, in the order of the environment. */
export function pairsOf({ pairs }: Topology, names: readonly string[]): SipServerPair[] {
  return [...pairs.values()].filter(({ name }) => names.includes(name));
}

/**
 * The hosts that those pairs need: those of their servers, those that their option names, and those of the Management Layer. All hosts if all pairs are
 * meant.
 */
export function hostsOf(topology: Topology, names: readonly string[]): Host[] {
  const pairs = pairsOf(topology, names);
  if (pairs.length === topology.pairs.size) return [...topology.hosts.values()];
  const wanted = new Set([
    ...managementApplicationsOf(topology.managementLayer).map(({ host }) => host),
    ...pairs.flatMap((pair) => [...hostNamesOf(pair), ...optionOf(pair).behaviour(topology, pair).hosts]),
  ]);
  return [...topology.hosts.values()].filter(({ name }) => wanted.has(name));
}

/** The devices in front of those pairs: those on a network of the pairs' hosts. All devices if all pairs are meant. */
export function devicesOf(topology: Topology, names: readonly string[]): BigIp[] {
  const hosts = hostsOf(topology, names);
  const networks = new Set(hosts.flatMap(({ interfaces }) => interfaces.map(({ network }) => network)));
  return [...topology.bigIps.values()].filter(({ network }) => networks.has(network.inside));
}
