import { expect, test } from "vitest";
import type { Course } from "../../lib/simulation/course";
import { invariants } from "../../lib/simulation/invariants";
import { scenarioNamed } from "../../lib/simulation/scenarios";
import { simulate } from "../../lib/simulation/simulate";
import { outcomeOf } from "../../lib/simulation/verdict";
import { sampleSetting } from "./trial";

test("all invariants that hold share one verdict, whatever the pair", () => {
  const [first, second] = [sampleSetting(), sampleSetting()].map((setting) =>
    simulate(setting, scenarioNamed("primary-host-power-loss")!).verdicts.filter(({ verdict }) => verdict === "holds"),
  );
  expect(first!.length).toBeGreaterThan(5);
  for (const [index, verdict] of second!.entries()) expect(verdict).toBe(first![index]);
});

const [invariant] = invariants;

/** A course in which the last of this many lines breaks the invariant, each line following from the one before; not broken if there are none. */
function brokenAfter(lines: number) {
  const timeline = Array.from({ length: lines }, (_, index) => ({
    at: index,
    actor: "sip-a",
    action: `does ${index}`,
    why: "it is tried",
    causedBy: index === 0 ? undefined : index - 1,
  }));
  const violation = { at: lines, text: `after ${lines}`, cause: lines - 1 };
  const violations = new Map(lines === 0 ? [] : [[invariant!.name, violation]]);
  return { run: { timeline }, audit: { violations, failures: new Map() } } as unknown as Course;
}

test("a broken invariant is reported with the shortest way there, and the paces at which it is broken", () => {
  const told = (minimum: number, typical: number, maximum: number) => {
    const courses = { minimum: brokenAfter(minimum), typical: brokenAfter(typical), maximum: brokenAfter(maximum) };
    const outcome = outcomeOf(invariant!, courses, []);
    if (outcome.verdict !== "broken") return outcome.verdict;
    return [outcome.paces.join(), outcome.pace, outcome.text, outcome.counterExample.length];
  };
  expect(told(0, 3, 2)).toEqual(["typical,maximum", "maximum", "after 2", 2]);
  expect(told(1, 3, 2)).toEqual(["minimum,typical,maximum", "minimum", "after 1", 1]);
  // Among ways of one length, the usual one.
  expect(told(2, 2, 0)).toEqual(["minimum,typical", "typical", "after 2", 2]);
});
