import { hash } from "node:crypto";
import type { Violation } from "./audit";
import type { Course } from "./course";

/** If nothing happens for this long, in milliseconds, two courses that differed for a while have probably become one. */
const PAUSE = 1000;

/** A course that was followed from a state to its end. */
interface Followed {
  /** What was broken before. */
  readonly before: ReadonlyMap<string, Violation>;
  /** The names of the invariants that it broke, from its start to its end. */
  readonly broken: ReadonlySet<string>;
}

/** What courses break after their last fault. What follows from a state is followed once, whichever course reaches the state. */
export class Fates {
  /** How many courses came to a state that another course had been in. */
  merged = 0;
  private readonly known = new Map<string, Followed>();

  /**
   * Follows a course to its end, or to a state from which a course was followed before.
   *
   * @returns the names of the invariants that it breaks
   * @throws if the course cannot go on: this says nothing about the pair
   */
  of(course: Course): ReadonlySet<string> {
    const broken = new Set<string>();
    const passed: [string, Followed][] = [];
    for (const _ of aftermath(course)) {
      if (course.failure !== undefined) break;
      const state = stateOf(course);
      const known = this.known.get(state);
      if (known !== undefined) {
        this.merged += 1;
        for (const name of known.broken) if (!known.before.has(name)) broken.add(name);
        break;
      }
      passed.push([state, { before: course.audit.violations, broken }]);
    }
    if (course.failure !== undefined) throw new Error(course.failure);
    for (const name of course.audit.violations.keys()) broken.add(name);
    for (const [state, followed] of passed) this.known.set(state, followed);
    return broken;
  }
}

/** Tens of thousands of states are remembered; in full they would take more memory than everything else. */
export function stateOf(course: Course): string {
  return hash("sha1", course.key(), "base64");
}

/** Lets a course settle after its last fault, repairs everything, and goes on to the end; yields in each state that another course is likely to reach. */
export function* aftermath(course: Course): Generator<void> {
  yield* pauses(course);
  if (course.run.world.faults.length > 0) {
    yield;
    course.mend();
    yield* pauses(course);
  }
  yield;
  course.toEnd();
}

function* pauses(course: Course): Generator<void> {
  for (const { at } of course.settling()) if (at - course.run.now >= PAUSE) yield;
}
