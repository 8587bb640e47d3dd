import { expect } from "vitest";
import type { Course } from "../lib/simulation/course";

/** Who answers new calls, from when on. */
export function services({ run }: Course): (readonly [number, string | undefined])[] {
  return run.services.map(({ at, by }) => [at, by]);
}

/** What happened, line by line. */
export function timeline({ run }: Course): (readonly [number, string, string])[] {
  return run.timeline.map(({ at, actor, action }) => [at, actor, action]);
}

/** The invariants that were broken, in the order in which they were. */
export function broken({ audit }: Course): string[] {
  return [...audit.violations.keys()];
}

/** From the first call that nobody answers to the one after which all are answered, in milliseconds. */
export function outage({ run }: Course): number {
  const first = run.services.find(({ by }) => by === undefined)!;
  const last = run.services.at(-1)!;
  expect(last.by).toBeDefined();
  return last.at - first.at;
}

/** A course that ends, settled, without an invariant that fails itself, the same each time that it is followed. */
export function soundCourse(follow: () => Course): Course {
  const course = follow();
  expect([...course.audit.failures]).toEqual([]);
  expect(course.run.isSettled).toBe(true);
  expect(course.run.happenings.next).toBeUndefined();
  const again = follow();
  expect(again.key()).toBe(course.key());
  expect(again.run.timeline).toEqual(course.run.timeline);
  return course;
}
