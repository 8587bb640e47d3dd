import { grouped } from "./grouped";
import { onceFor } from "./once-for";
import { hostNamesOf, type SipServerPair } from "./pair";
import type { Topology } from "./topology";

/** They are gathered once for a model, as whoever asks does so for each of its hosts. */
const pairsByHost = onceFor(({ pairs }: Topology) => grouped(pairs.values(), hostNamesOf));

/** The pairs that have a server on a host, in their order. */
export function pairsOn(topology: Topology, host: string): readonly SipServerPair[] {
  return pairsByHost(topology).get(host) ?? [];
}
