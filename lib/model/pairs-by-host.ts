import { grouped } from "./grouped";
import { type SipServerPair, serversOf } from "./pair";
import type { Topology } from "./topology";

/** The pairs that each host has a part in. */
export function pairsByHost(topology: Topology): ReadonlyMap<string, readonly SipServerPair[]> {
  return grouped(topology.pairs.values(), (pair) => serversOf(pair).map((server) => server.host));
}
