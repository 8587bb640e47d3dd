import type { Address } from "../model/address";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";

/** A pair as it was before the change, in the earlier model. */
export interface Earlier {
  readonly topology: Topology;
  readonly pair: SipServerPair;
  /** The virtual IP that callers used; undefined if they used none. */
  readonly virtualIp: Address | undefined;
}

/** What a pair is after it leaves an option. */
export interface Later {
  /** The later model; undefined if the environment is removed. */
  readonly topology: Topology | undefined;
  /** Whether the pair, or a pair into which it is merged or split, is served there. */
  readonly isServed: boolean;
}

/** Steps by which a pair leaves an option, or by which whatever serves it is released for the time of a change. Markdown. */
export interface Leaving {
  /** How whatever serves the pair stops serving, before the option's files may be replaced on the pair's hosts or removed from them. */
  readonly release: readonly string[];
  /** What is taken down outside these files, unless it only changes: after the release, before the apply. */
  readonly removal: readonly string[];
  /** What is put back on the hosts when the servers are stopped and the option's files are removed. */
  readonly beforeStart: readonly string[];
  /** What is done when the other option serves callers. */
  readonly afterwards: readonly string[];
}

/** Steps by which a pair comes to be served by an option. Markdown. */
export interface Arriving {
  /** What is created while the earlier option still serves callers, besides what hosts and devices need: it is in nobody's way yet. */
  readonly ahead: readonly string[];
  /** What is made or changed outside the option's files, once these are in place and before the servers are started. */
  readonly beforeStart: readonly string[];
  /** What is done after the start of the servers, so that new calls are answered. */
  readonly afterStart: readonly string[];
  /** Where callers, who came another way, are pointed afterwards. */
  readonly callers: readonly string[];
}

/** The steps of an option that leaves nothing behind. */
export const NOTHING_TO_LEAVE: Leaving = { release: [], removal: [], beforeStart: [], afterwards: [] };
