import type { Milestone } from "../operation/turn";
import { chainOfCauses } from "./causes";
import { NOTHING, type OutagePart, type OutageSplit } from "./outage-parts";
import type { ReachedMilestone, TimelineEntry } from "./run";
import type { Unanswered } from "./unanswered";

/** The part that each milestone ends. */
const ENDS: Readonly<Record<Milestone, OutagePart>> = {
  struck: "nextStep",
  detected: "detection",
  decided: "decision",
  "script-ended": "script",
  converged: "convergence",
  "neighbour-updated": "neighbourUpdate",
  mended: "repair",
};

/** What the outage waits for after the last milestone: a role that is still missing belongs to the decision, an entry to the neighbours. */
const FOLLOWS: Readonly<Record<Milestone, OutagePart>> = {
  struck: "repair",
  detected: "decision",
  decided: "decision",
  "script-ended": "neighbourUpdate",
  converged: "convergence",
  "neighbour-updated": "neighbourUpdate",
  mended: "repair",
};

/**
 * Splits an outage at the milestones that led to its end. Other milestones do not count: callers do not wait for a server that runs again while the
 * other one takes over.
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
