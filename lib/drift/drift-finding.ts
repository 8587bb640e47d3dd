import type { Position } from "../model/origin";

/**
 * What a comparison came to.
 *  - `drift`: what was collected is not what the model says.
 *  - `unparsed`: what was collected cannot be understood there, so that it says nothing about the model.
 *  - `missing`: what a collector would have told was not collected.
 */
export type DriftState = "drift" | "unparsed" | "missing";

/** A difference between the model and what was collected, or the reason why there is no telling. */
export interface DriftFinding {
  readonly state: DriftState;
  /** Stable, for searching and scripting. */
  readonly code: string;
  readonly environment: string;
  /** The element of the model, e.g. `pairs.inbound`. */
  readonly path: string;
  /** Where in the facts. Undefined where there are none. */
  readonly position?: Position | undefined;
  readonly message: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly fix: string;
}

/** A part of the model that nothing is collected of, or was not this time, with the reason. It is no finding. */
export interface NotCompared {
  readonly environment: string;
  readonly path: string;
  readonly reason: string;
}

/** What one environment's comparison came to. */
export interface Drift {
  readonly findings: readonly DriftFinding[];
  readonly notCompared: readonly NotCompared[];
}
