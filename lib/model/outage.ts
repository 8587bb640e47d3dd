import { milliseconds } from "./duration";
import { type FailureDetection, hostLossDetection } from "./management-layer";

/** A part of an outage, one after the other. */
export interface OutagePart {
  /** A noun phrase: `detection`. */
  readonly what: string;
  readonly milliseconds: number;
  /** How it comes about: `2 x addpTimeout 9s`. */
  readonly because?: string | undefined;
  /** Where the figure comes from, for texts that have room for it. */
  readonly source?: string;
  /** The keys that make it shorter, by the name that they are declared by. */
  readonly timers: readonly string[];
}

/** The longest time for which a pair takes no new call after the loss of a host, and what it is made of. */
export interface Outage {
  readonly milliseconds: number;
  /** Their sum is the whole. */
  readonly parts: readonly OutagePart[];
}

/** The outage that is made of these parts. */
export function outageOf(...parts: readonly OutagePart[]): Outage {
  return { milliseconds: parts.reduce((sum, part) => sum + part.milliseconds, 0), parts };
}

/** How long the Management Layer needs to notice the loss of a host; undefined where ADDP is off, as then nobody knows. */
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
