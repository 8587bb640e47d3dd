import type { Milestone } from "../operation/turn";
import { chainOfCauses } from "./causes";
import type { ReachedMilestone, TimelineEntry } from "./run";
import type { Unanswered } from "./unanswered";

/**
 * What an outage is made of, one after the other as a rule: `nextStep` is the scenario's own wait for the step that leads to the end, `repair` where
 * what failed has to run again, as no one takes over.
 */
export const OUTAGE_PARTS = [
  "nextStep",
  "detection",
  "decision",
  "script",
  "convergence",
  "neighbourUpdate",
  "repair",
  "clientRecovery",
] as const satisfies readonly OutagePart[];
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

/** The part of which each milestone is the end. */
const ENDS: Readonly<Record<Milestone, OutagePart>> = {
  struck: "nextStep",
  detected: "detection",
  decided: "decision",
  "script-ended": "script",
  converged: "convergence",
  "neighbour-updated": "neighbourUpdate",
  mended: "repair",
};

/** What is waited for after the last milestone: a role that is not there yet belongs to the decision, an entry to the neighbours. */
const FOLLOWS: Readonly<Record<Milestone, OutagePart>> = {
  struck: "repair",
  detected: "decision",
  decided: "decision",
  "script-ended": "neighbourUpdate",
  converged: "convergence",
  "neighbour-updated": "neighbourUpdate",
  mended: "repair",
};

/** How long an outage waited for each part, without its callers; together they are the outage. */
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

/**
 * Splits an outage at the milestones that led to its end. Others count for nothing: a server that runs again while the other one takes over
 * is not what callers wait for.
 */
export function splitOutage(
  { from, to, cause }: Unanswered,
  timeline: readonly TimelineEntry[],
  milestones: readonly ReachedMilestone[],
): OutageSplit {
  const chain = new Set(chainOfCauses(timeline, cause));
  const split = { ...NOTHING };
  let until = from;
  let last: Milestone = "struck";
  for (const { at, milestone, cause: line } of milestones) {
    if (at < from || at > to || !chain.has(line)) continue;
    split[ENDS[milestone]] += at - until;
    until = at;
    last = milestone;
  }
  split[FOLLOWS[last]] += to - until;
  return split;
}
