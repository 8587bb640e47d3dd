import { expect } from "vitest";
import type { Course } from "../lib/simulation/course";

/** Who answers new calls, and from when on. */
export function services({ run }: Course): (readonly [number, string | undefined])[] {
  return run.services.map(({ at, by }) => [at, by]);
}

/** What happened, line by line. */
export function timeline({ run }: Course): (readonly [number, string, string])[] {
  return run.timeline.map(({ at, actor, action }) => [at, actor, action]);
}

/** The invariants that were broken, in order. */
export function broken({ audit }: Course): string[] {
  return [...audit.violations.keys()];
}

/** The time from the first call that nobody answers until all calls are answered again, in milliseconds. */
export function outage({ run }: Course): number {
  const first = run.services.find(({ by }) => by === undefined)!;
  const last = run.services.at(-1)!;
  expect(last.by).toBeDefined();
  return last.at - first.at;
}

/** Follows a course, and checks that it ends and settles, that no invariant throws an error, and that it is the same if followed again. */
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
