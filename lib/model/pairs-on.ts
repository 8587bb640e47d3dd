import { grouped } from "./grouped";
import { hostNamesOf, type SipServerPair } from "./pair";
import type { Topology } from "./topology";

const known = new WeakMap<Topology, ReadonlyMap<string, readonly SipServerPair[]>>();

/** The pairs that have a server on a host, in their order. They are gathered once for a model, as whoever asks does so for each of its hosts. */
export function pairsOn(topology: Topology, host: string): readonly SipServerPair[] {
  const byHost = known.get(topology) ?? grouped(topology.pairs.values(), hostNamesOf);
  known.set(topology, byHost);
  return byHost.get(host) ?? [];
}
