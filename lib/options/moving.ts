import type { Address } from "../model/address";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";

/** A pair as it was before, in the model of then. */
export interface Earlier {
  readonly topology: Topology;
  readonly pair: SipServerPair;
  /** What callers use; undefined where that was no virtual IP. */
  readonly virtualIp: Address | undefined;
}

/** What a pair leaves an option for. */
export interface Later {
  /** The model then; undefined where the environment goes. */
  readonly topology: Topology | undefined;
  /** Whether the pair, or what it is laid into or parted into, is served there. */
  readonly isServed: boolean;
}

/** Steps by which a pair leaves an option, or has what serves it released for the time of a change. Markdown. */
export interface Leaving {
  /** What has it serve nobody, before its files may be replaced on the pair's hosts or leave them. */
  readonly release: readonly string[];
  /** What is taken down outside of those files, where it does not only change: after the release, before the apply. */
  readonly removal: readonly string[];
  /** What is put back on the hosts, when the servers are stopped and the option's files are gone. */
  readonly beforeStart: readonly string[];
  /** When callers are served by the other option. */
  readonly afterwards: readonly string[];
}

/** Steps by which a pair comes to be served by an option. Markdown. */
export interface Arriving {
  /** What is made while what it was still serves callers, beyond what hosts and devices need: it is in nobody's way yet. */
  readonly ahead: readonly string[];
  /** Once its files are where they belong, before the servers are started: what is made or changed outside of them. */
  readonly beforeStart: readonly string[];
  /** When the servers are started: what has new calls answered. */
  readonly afterStart: readonly string[];
  /** Where callers, who came another way, are pointed then. */
  readonly callers: readonly string[];
}

/** Of an option that leaves nothing behind. */
export const NOTHING_TO_LEAVE: Leaving = { release: [], removal: [], beforeStart: [], afterwards: [] };
