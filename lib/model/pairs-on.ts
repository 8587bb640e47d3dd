import { grouped } from "./grouped";
import { onceFor } from "./once-for";
import { hostNamesOf, type SipServerPair } from "./pair";
import type { Topology } from "./topology";

/** Gathered once for each model, because callers ask for each of its hosts. */
const pairsByHost = onceFor(({ pairs }: Topology) => grouped(pairs.values(), hostNamesOf));

/** The pairs that have a server on a host, in their order. */
export function pairsOn(topology: Topology, host: string): readonly SipServerPair[] {
  return pairsByHost(topology).get(host) ?? [];
}
