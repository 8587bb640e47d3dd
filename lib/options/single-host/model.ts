import type { Address } from "../../model/address";
import { wholeNumber } from "../../model/declared";
import { type Host, managementAddress } from "../../model/host";
import type { HighAvailability, SipServerPair, SipService } from "../../model/pair";
import { v } from "../../model/schema";
import type { Topology } from "../../model/topology";

/** The seats that a pair on one host is supported for (fact `single-host`). */
export const MOST_SEATS = 100;

/** Both servers on one host: nothing moves, the other process takes over. */
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

/** The ports that the primary alone opens (fact `single-host-ports`). */
export function sipPorts({ port, tlsPort }: SipService): readonly number[] {
  return tlsPort === undefined ? [port] : [port, tlsPort];
}

/** Whether the pair uses this option. */
export function isSingleHostPair(pair: SipServerPair): pair is SingleHostPair {
  return pair.highAvailability.option === "singleHost";
}

/** The environment's pairs that use this option, by name. */
export function singleHostPairs(topology: Topology): SingleHostPair[] {
  return [...topology.pairs.values()].filter(isSingleHostPair);
}

/** Where callers find the host: on an interface that is not the Management Layer's, where there is one alone; undefined where there are several. */
export function callersAddress(host: Host): Address | undefined {
  const { interfaces, managementInterface } = host;
  const others = interfaces.filter(({ name }) => name !== managementInterface);
  if (others.length === 0) return managementAddress(host);
  return others.length === 1 ? others[0]!.address : undefined;
}
