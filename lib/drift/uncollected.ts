import type { Position } from "../model/origin";
import type { DriftFinding } from "./drift-finding";

/** A finding of one environment. */
export type Told = Omit<DriftFinding, "environment">;

/** A place that the collector's account may not read says nothing. */
export function hidden(what: string, path: string, position: Position): Told {
  return {
    state: "missing",
    code: "not-readable",
    path,
    position,
    message: `the collector could not read ${what}`,
    fix: "run the collector as root, on Windows as an administrator",
  };
}

/** Something that a collector was not asked to look at. */
export function notCollected(what: string, path: string, position: Position): Told {
  return {
    state: "missing",
    code: "not-collected",
    path,
    position,
    message: `the collector did not look at ${what}`,
    fix: "write the collectors again with sip-ha facts from the files that this output was synthesized from, and collect with those",
  };
}
