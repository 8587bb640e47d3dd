import type { Address } from "../../model/address";
import { wholeNumber } from "../../model/declared";
import { type Host, interfacesForSip } from "../../model/host";
import type { HighAvailability, SipServerPair } from "../../model/pair";
import { v } from "../../model/schema";
import type { Topology } from "../../model/topology";

/** The number of seats for which a pair on one host is supported (fact `single-host`). */
export const MOST_SEATS = 100;

/** Both servers on one host: nothing moves; the other process takes over. */
export interface SingleHost extends HighAvailability {
  readonly option: "singleHost";
  /** How many agents and other users of phones the pair serves. */
  readonly seats: number;
}

/** The declaration, as it stands under `highAvailability.singleHost`. */
export const singleHostDeclaration = v.strictObject({ seats: wholeNumber(1, 1_000_000) });

/** The declared part of a pair. */
export function singleHostFromDeclaration(declaration: v.InferOutput<typeof singleHostDeclaration>): SingleHost {
  return { option: "singleHost", ...declaration };
}

/** A pair that uses this option. */
export type SingleHostPair = SipServerPair & { readonly highAvailability: SingleHost };

/** Whether the pair uses this option. */
function isSingleHostPair(pair: SipServerPair): pair is SingleHostPair {
  return pair.highAvailability.option === "singleHost";
}

/** The environment's pairs that use this option, by name. */
export function singleHostPairs(topology: Topology): SingleHostPair[] {
  return [...topology.pairs.values()].filter(isSingleHostPair);
}

/** The address at which callers find the host; undefined if it has several interfaces for them. */
export function callersAddress(host: Host): Address | undefined {
  const [first, ...more] = interfacesForSip(host);
  return more.length === 0 ? first?.address : undefined;
}
