import { milliseconds } from "../model/duration";
import { onceFor } from "../model/once-for";
import type { Scenario } from "../operation/scenario";
import { PACES, type Pace } from "../operation/span";
import { type Course, courseOf } from "./course";
import { CourseWatch } from "./course-watch";
import { EndlessLoop } from "./endless-loop";
import { invariants as allInvariants } from "./invariants";
import type { Invariant } from "./invariants/invariant";
import { type AnsweredCourse, lostCalls } from "./lost-calls";
import { outageIn } from "./outage-of-courses";
import { reasonOf } from "./reason-of";
import type { CourseFailure, ObjectiveComparison, ScenarioResult } from "./result";
import type { Setting } from "./setting";
import { watchedFor } from "./time-text";
import { unansweredIn } from "./unanswered";
import { type InvariantVerdict, outcomeOf, verdictOf } from "./verdict";

/**
 * What happens to a pair in a scenario, from three courses: everything quick, as usual, and slow. Deterministic and pure: nothing is read or
 * written. A failure, such as a fault that the pair does not know, is reported as not evaluated.
 */
export function simulate(
  setting: Setting,
  scenario: Scenario,
  invariants: readonly Invariant[] = allInvariants,
): ScenarioResult {
  const { topology, pair } = setting;
  const { applicable, others } = judgeFor(setting)(invariants);
  const courses: Partial<Record<Pace, Course>> = {};
  const failures: CourseFailure[] = [];
  const { connections, holders } = setting.behaviour.views;
  const watches = {
    minimum: new CourseWatch(connections),
    typical: new CourseWatch(connections, holders),
    maximum: new CourseWatch(connections),
  };
  for (const pace of PACES)
    try {
      const course = courseOf(setting, scenario, pace, applicable, watches[pace].look);
      if (course.failure === undefined) courses[pace] = course;
      else failures.push({ pace, message: course.failure });
    } catch (error) {
      failures.push(failureOf(pace, error));
    }
  const run = courses.typical?.run;
  const outage = outageIn(setting, courses);
  return {
    environment: topology.environment,
    pair: pair.name,
    option: pair.highAvailability.option,
    scenario: { name: scenario.name, title: scenario.title },
    timeline: run?.timeline ?? [],
    holders: watches.typical.holders,
    answers: run?.services.map(({ at, by, because }) => ({ at, by, because })) ?? [],
    outage,
    calls: lostCalls(setting, outage, answeredIn(courses, watches)),
    objective: compare(setting, courses),
    verdicts: invariants.map(
      (invariant) => others.get(invariant) ?? verdictOf(invariant, outcomeOf(invariant, courses, failures)),
    ),
    failures,
  };
}

/** Who answered in the courses that could be followed. */
function answeredIn(
  courses: Readonly<Partial<Record<Pace, Course>>>,
  watches: Readonly<Record<Pace, CourseWatch>>,
): Partial<Record<Pace, AnsweredCourse>> {
  const answered: Partial<Record<Pace, AnsweredCourse>> = {};
  for (const pace of PACES) {
    const course = courses[pace];
    if (course === undefined) continue;
    const { starts, lostConnections } = watches[pace];
    answered[pace] = {
      services: course.run.servicesUnderWay,
      starts,
      lostConnections,
      brokenOffAt: course.brokenOffAt,
    };
  }
  return answered;
}

interface Judged {
  readonly applicable: readonly Invariant[];
  /** The invariants that say nothing about the pair, whatever happens. */
  readonly others: ReadonlyMap<Invariant, InvariantVerdict>;
}

/** Which invariants say anything about the pair; an invariant that throws when it is asked says nothing. */
const judgeFor = onceFor((setting: Setting) =>
  onceFor((invariants: readonly Invariant[]): Judged => {
    const others = new Map<Invariant, InvariantVerdict>();
    const applicable = invariants.filter((invariant) => {
      try {
        if (invariant.applies(setting)) return true;
        others.set(invariant, verdictOf(invariant, { verdict: "not applicable" }));
      } catch (error) {
        others.set(invariant, verdictOf(invariant, { verdict: "not evaluated", reason: reasonOf(error) }));
      }
      return false;
    });
    return { applicable, others };
  }),
);

function failureOf(pace: Pace, error: unknown): CourseFailure {
  const message = reasonOf(error);
  return error instanceof EndlessLoop ? { pace, message, loop: error.loop } : { pace, message };
}

/** The time that the pair itself needs, as `sip-ha check` compares it: the pair has no control over how callers come back. */
function compare({ pair }: Setting, courses: Readonly<Partial<Record<Pace, Course>>>): ObjectiveComparison {
  if (pair.recoveryTimeObjective === undefined) return { verdict: "not declared" };
  const recoveryTimeObjective = milliseconds(pair.recoveryTimeObjective);
  const followed = Object.values(courses);
  if (followed.length < PACES.length) return { recoveryTimeObjective, verdict: "not evaluated" };
  let watched: number | undefined;
  // If races end differently, the slowest course is not always the longest.
  for (const { run, brokenOffAt = Number.POSITIVE_INFINITY } of followed)
    for (const { from, to } of unansweredIn(run.services)) {
      const length = Math.min(to, brokenOffAt) - from;
      if (length > recoveryTimeObjective) return { recoveryTimeObjective, verdict: "missed" };
      if (to > brokenOffAt) watched = length;
    }
  return watched === undefined
    ? { recoveryTimeObjective, verdict: "met" }
    : { recoveryTimeObjective, verdict: "not evaluated", reason: watchedFor(watched) };
}
