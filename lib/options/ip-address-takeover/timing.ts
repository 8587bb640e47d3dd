import { milliseconds } from "../../model/duration";
import type { IpAddressTakeover } from "./model";

/** How long something takes, in milliseconds. */
export interface Span {
  readonly minimum: number;
  readonly typical: number;
  readonly maximum: number;
}

/** How long the parts of a takeover take, without waiting for another run on the same host (`lockTimeout`). */
export interface TakeoverTiming {
  /** `up`, until the address is on the interface and the first announcement has left. */
  readonly up: Span;
  /** `down`, until the address is off the interface. */
  readonly down: Span;
  /** From the first announcement until a neighbour that learns from it sends to the new host. */
  readonly neighboursFollow: Span;
}

/** Where the figures come from, for texts that show them. */
export const TIMING_SOURCE =
  "measured on Linux in network namespaces; maxima include a second for a loaded host, which is an allowance";

/** Commands that take milliseconds may take this much on a host that is busy; an allowance, not a measurement. */
const LOADED = 1_000;

/** A run of the control script from start to end, 20 runs: 19, 20 and 22 ms for `up`, of which the start of the process takes 5. */
const SCRIPT: Span = { minimum: 15, typical: 20, maximum: LOADED };

/** One question to the network: 200 ms where nobody answers. */
const PROBE = { unanswered: 216, pause: 100 } as const;

/** How long a takeover takes with these settings. Pure: measured figures and declared limits. */
export function takeoverTiming(takeover: Pick<IpAddressTakeover, "conflictPolicy" | "probeTimeout">): TakeoverTiming {
  const asks = takeover.conflictPolicy !== "take-at-once";
  const longestWait = milliseconds(takeover.probeTimeout) + PROBE.unanswered + PROBE.pause;
  return {
    up: asks
      ? {
          minimum: SCRIPT.minimum + PROBE.unanswered,
          typical: SCRIPT.typical + PROBE.unanswered,
          maximum: SCRIPT.maximum + longestWait,
        }
      : SCRIPT,
    down: SCRIPT,
    neighboursFollow: { minimum: 1, typical: 12, maximum: 40 },
  };
}
