import { everyOf } from "../model/every-of";

/**
 * The parts of an outage, usually one after the other. `nextStep` is the scenario's own wait for the step that leads to the end. `repair` is the time
 * until what failed runs again, if nobody takes over.
 */
export const OUTAGE_PARTS = everyOf<OutagePart>({
  nextStep: true,
  detection: true,
  decision: true,
  script: true,
  convergence: true,
  neighbourUpdate: true,
  repair: true,
  clientRecovery: true,
});
/** A part of an outage. */
export type OutagePart =
  | "nextStep"
  | "detection"
  | "decision"
  | "script"
  | "convergence"
  | "neighbourUpdate"
  | "repair"
  | "clientRecovery";

/** How long an outage waited for each part, without client recovery; together the parts are the outage. */
export type OutageSplit = Readonly<Record<OutagePart, number>>;

export const NOTHING: OutageSplit = {
  nextStep: 0,
  detection: 0,
  decision: 0,
  script: 0,
  convergence: 0,
  neighbourUpdate: 0,
  repair: 0,
  clientRecovery: 0,
};
