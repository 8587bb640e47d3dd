import type { Address, Cidr } from "./address";
import { address, cidr, wholeNumber } from "./declared";
import { v } from "./schema";

/** What the switches of a network do with the announcements that a moving address needs. */
export interface Switching {
  /** Whether the equipment updates its tables on gratuitous ARP; undefined if not declared. */
  readonly acceptsGratuitousArp?: boolean | undefined;
  /** ARP packets per second that a port accepts before it is limited or shut down; undefined if not declared. */
  readonly arpPacketsPerSecond?: number | undefined;
}

/** One IP network. */
export interface Network {
  /** The name as declared. */
  readonly name: string;
  /** In CIDR notation, e.g. `10.120.0.0/24`. */
  readonly cidr: Cidr;
  /** The address of the network's router; undefined if the network is not routed. */
  readonly gateway?: Address | undefined;
  /** The VLAN id; undefined if none is mentioned. */
  readonly vlan?: number | undefined;
  /** Whether it carries only what one cluster needs; undefined if not declared. */
  readonly dedicated?: boolean | undefined;
  /** What its switches do with announcements. */
  readonly switching: Switching;
}

export const networkDeclaration = v.strictObject({
  cidr,
  gateway: v.optional(address),
  vlan: v.optional(wholeNumber(1, 4094)),
  dedicated: v.optional(v.boolean()),
  switching: v.optional(
    v.strictObject({
      acceptsGratuitousArp: v.optional(v.boolean()),
      arpPacketsPerSecond: v.optional(wholeNumber(1, 100_000)),
    }),
    {},
  ),
});
