import { milliseconds } from "./duration";
import { type FailureDetection, hostLossDetection } from "./management-layer";

/** One part of an outage; the parts follow one another. */
export interface OutagePart {
  /** A noun phrase: `detection`. */
  readonly what: string;
  readonly milliseconds: number;
  /** How it comes about: `2 x addpTimeout 9s`. */
  readonly because?: string | undefined;
  /** Where the figure comes from, for texts that have room for it. */
  readonly source?: string;
  /** The keys of declared times that can make it shorter. */
  readonly timers: readonly string[];
}

/** The longest time in which a pair takes no new call after the loss of a host, and its parts. */
export interface Outage {
  readonly milliseconds: number;
  /** Their sum is the whole outage. */
  readonly parts: readonly OutagePart[];
}

/** The outage that consists of these parts. */
export function outageOf(...parts: readonly OutagePart[]): Outage {
  return { milliseconds: parts.reduce((sum, part) => sum + part.milliseconds, 0), parts };
}

/** How long the Management Layer needs to notice the loss of a host; undefined if ADDP is off, because then nobody knows. */
export function hostLossPart(failureDetection: FailureDetection): OutagePart | undefined {
  const time = hostLossDetection(failureDetection);
  const { addpTimeout, disconnectSwitchoverTimeout } = failureDetection;
  return time === undefined
    ? undefined
    : {
        what: "detection",
        milliseconds: time,
        because: `2 x addpTimeout ${addpTimeout} + disconnectSwitchoverTimeout ${disconnectSwitchoverTimeout}`,
        source: "silence, then an unanswered poll",
        // A timer of 0 cannot be shortened.
        timers: [
          "addpTimeout",
          ...(milliseconds(disconnectSwitchoverTimeout) > 0 ? ["disconnectSwitchoverTimeout"] : []),
        ],
      };
}
