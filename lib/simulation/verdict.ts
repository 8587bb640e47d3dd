import { onceFor } from "../model/once-for";
import { PACES, type Pace } from "../operation/span";
import { chainOfCauses } from "./causes";
import type { Course } from "./course";
import { failureText } from "./failure-text";
import type { Invariant } from "./invariants/invariant";
import type { CourseFailure, TimelineLine } from "./result";
import { watchedFor } from "./time-text";

/** Whether an invariant holds in a scenario. */
export type InvariantVerdict = {
  readonly invariant: { readonly number: string; readonly name: string; readonly title: string };
} & InvariantOutcome;

/** What a scenario says about an invariant. `not applicable`: the invariant says nothing about a pair like this one. */
export type InvariantOutcome =
  | { readonly verdict: "holds" | "not applicable" }
  | ({ readonly verdict: "broken" } & Breach)
  | {
      readonly verdict: "not evaluated";
      /** What failed, the invariant itself or the course in which it was asked; or that the course was not watched for long enough. */
      readonly reason: string;
    };

/** How an invariant is broken. */
export interface Breach {
  /** The paces at which it is broken. */
  readonly paces: readonly Pace[];
  /** The pace of those with the shortest way to the breach; the following fields are of that pace. */
  readonly pace: Pace;
  /** Milliseconds since the start. */
  readonly at: number;
  /** What is wrong, as a sentence. */
  readonly text: string;
  /** The lines of the timeline that lead there, each following from the previous one. Empty if it is broken from the start. */
  readonly counterExample: readonly TimelineLine[];
}

/** What three courses say about an invariant that applies to the pair. */
export function outcomeOf(
  { name }: Invariant,
  courses: Readonly<Partial<Record<Pace, Course>>>,
  failures: readonly CourseFailure[],
): InvariantOutcome {
  let shortest: Omit<Breach, "paces"> | undefined;
  const paces: Pace[] = [];
  let reason: string | undefined;
  // If several ways are equally short, the usual course is reported, as the timeline shows that one.
  for (const pace of ["typical", "minimum", "maximum"] as const) {
    const course = courses[pace];
    if (course === undefined) continue;
    reason ??= course.audit.failures.get(name);
    const violation = course.audit.violations.get(name);
    if (violation === undefined) continue;
    paces.push(pace);
    const { timeline } = course.run;
    const chain = chainOfCauses(timeline, violation.cause);
    if (shortest !== undefined && shortest.counterExample.length <= chain.length) continue;
    const { at, text } = violation;
    shortest = { pace, at, text, counterExample: chain.map((line, index) => lineOf(timeline[line]!, index)) };
  }
  if (shortest !== undefined)
    return { verdict: "broken", paces: PACES.filter((pace) => paces.includes(pace)), ...shortest };
  reason ??= failures[0] && failureText(failures[0]);
  reason ??= openReason(name, courses);
  return reason === undefined ? { verdict: "holds" } : { verdict: "not evaluated", reason };
}

/** The verdict that follows from an outcome. */
export function verdictOf(invariant: Invariant, outcome: InvariantOutcome): InvariantVerdict {
  return outcome.verdict === "holds" ? holding(invariant) : { invariant: named(invariant), ...outcome };
}

function named({ number, name, title }: Invariant): InvariantVerdict["invariant"] {
  return { number, name, title };
}

/** Nearly all verdicts of many pairs say no more than this, so they share one object: results then take a fifth of the memory. */
const holding = onceFor(
  (invariant: Invariant): InvariantVerdict => ({ invariant: named(invariant), verdict: "holds" }),
);

/** When a course is broken off, a breach may have been about to end, or to count. */
function openReason(name: string, courses: Readonly<Partial<Record<Pace, Course>>>): string | undefined {
  for (const pace of PACES) {
    const { audit, brokenOffAt } = courses[pace] ?? {};
    const since = audit?.brokenSince(name);
    if (since !== undefined && brokenOffAt !== undefined)
      return `at the ${pace} pace something is wrong at the end, and ${watchedFor(brokenOffAt - since)}`;
  }
  return undefined;
}

function lineOf({ at, actor, action, why }: TimelineLine, index: number): TimelineLine {
  return index === 0 ? { at, actor, action, why } : { at, actor, action, why, causedBy: index - 1 };
}
