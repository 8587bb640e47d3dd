import type { Position } from "../model/origin";

/**
 * The result of a comparison.
 *  - `drift`: what was collected differs from the model.
 *  - `unparsed`: what was collected cannot be understood at this place, so it says nothing about the model.
 *  - `missing`: what a collector would have reported was not collected.
 */
export type DriftState = "drift" | "unparsed" | "missing";

/** A difference between the model and what was collected, or the reason why this cannot be decided. */
export interface DriftFinding {
  readonly state: DriftState;
  /** Stable, for searching and scripting. */
  readonly code: string;
  readonly environment: string;
  /** The element of the model, e.g. `pairs.inbound`. */
  readonly path: string;
  /** The place in the facts. Undefined if there are none. */
  readonly position?: Position | undefined;
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly fix: string;
}

/** A part of the model about which nothing is collected, or was not this time, with the reason. It is not a finding. */
export interface NotCompared {
  readonly environment: string;
  readonly path: string;
  readonly reason: string;
}

/** The result of one environment's comparison. */
export interface Drift {
  readonly findings: readonly DriftFinding[];
  readonly notCompared: readonly NotCompared[];
}
