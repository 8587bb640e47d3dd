import type { DrillOutcome } from "./drill-results";

/** Why a drill ends early. Codes are part of the public API. */
export const STOP_CODES = [
  "precondition",
  "drift",
  "window-over",
  "nobody-there",
  "not-wanted",
  "command-failed",
  "silence",
  "check-failed",
  "interrupted",
] as const;
export type StopCode = (typeof STOP_CODES)[number];

/** A condition that ends a drill. */
export class DrillStop extends Error {
  constructor(
    readonly code: StopCode,
    /** A sentence without its full stop. */
    readonly reason: string,
  ) {
    super(reason);
  }

  /** The outcome of the run. */
  get outcome(): DrillOutcome {
    if (this.code === "interrupted") return "interrupted";
    return this.code === "check-failed" || this.code === "silence" ? "failed" : "stopped";
  }
}
