import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";

/** A span of time within an outage. */
export interface OutagePart {
  /** As texts name it, e.g. `control script`. */
  readonly what: string;
  readonly milliseconds: number;
  /** How it comes about, for texts that show it. */
  readonly made?: string | undefined;
}

/** The longest time until a pair serves callers again after the host of its primary was lost. */
export interface Outage {
  /** The sum of the parts, or less where some of them pass at the same time. */
  readonly milliseconds: number;
  readonly parts: readonly OutagePart[];
  /** The settings of the option that make it shorter, by their keys. */
  readonly shortenedBy: readonly string[];
}

/**
 * The longest outage of a pair; undefined where its option does not survive the loss of a host. The options know.
 *
 * @param detection how long the Management Layer needs to notice the loss and to make the backup primary
 */
export type WorstCaseOutage = (topology: Topology, pair: SipServerPair, detection: OutagePart) => Outage | undefined;
