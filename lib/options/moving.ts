import type { Address } from "../model/address";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";

/** A pair as it was before, in the earlier model. */
export interface Earlier {
  readonly topology: Topology;
  readonly pair: SipServerPair;
  /** The virtual IP that callers use; undefined if they used none. */
  readonly virtualIp: Address | undefined;
}

/** What a pair moves to when it leaves an option. */
export interface Later {
  /** The later model; undefined if the environment is removed. */
  readonly topology: Topology | undefined;
  /** Whether the pair, or the pairs into which it is merged or split, are served there. */
  readonly isServed: boolean;
}

/** Steps by which a pair leaves an option, or releases what serves it for the time of a change. Markdown. */
export interface Leaving {
  /** The steps after which it serves nobody, before its files may be replaced on the pair's hosts or removed from them. */
  readonly release: readonly string[];
  /** What is taken down besides those files, if it does not only change: after the release, before the apply. */
  readonly removal: readonly string[];
  /** What is put back on the hosts, when the servers are stopped and the option's files are removed. */
  readonly beforeStart: readonly string[];
  /** The steps for when the other option serves callers. */
  readonly afterwards: readonly string[];
}

/** Steps by which a pair comes to be served by an option. Markdown. */
export interface Arriving {
  /** What is made while the earlier option still serves callers, beyond what hosts and devices need: it does no harm yet. */
  readonly ahead: readonly string[];
  /** What is made or changed besides its files, when the files are in place and before the servers are started. */
  readonly beforeStart: readonly string[];
  /** The steps after which new calls are answered, when the servers are started. */
  readonly afterStart: readonly string[];
  /** Where callers, who came another way before, are then sent. */
  readonly callers: readonly string[];
}

/** For an option that leaves nothing behind. */
export const NOTHING_TO_LEAVE: Leaving = { release: [], removal: [], beforeStart: [], afterwards: [] };
