import { type SipServerPair, serversOf } from "./pair";
import type { Topology } from "./topology";

/** The pairs that each host has a part in. */
export function pairsByHost(topology: Topology): ReadonlyMap<string, readonly SipServerPair[]> {
  const result = new Map<string, SipServerPair[]>();
  for (const pair of topology.pairs.values())
    for (const name of new Set(serversOf(pair).map((server) => server.host))) {
      const pairs = result.get(name);
      if (pairs === undefined) result.set(name, [pair]);
      else pairs.push(pair);
    }
  return result;
}
