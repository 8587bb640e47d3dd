import { expect, test } from "vitest";
import { sweepReport } from "../../lib/report/sweep-report";
import type { Breakage, SweepResult } from "../../lib/simulation/sweep";

const strike = (title: string, at = 0) => ({ fault: "a-fault", on: "", title, at });
const line = (at: number, actor: string, action: string, why: string) => ({
  at,
  actor,
  action,
  why,
  causedBy: undefined,
});
const breakage = (strikes: Breakage["strikes"], moments = 1): Breakage => ({
  invariant: "one-holder",
  number: "I1",
  strikes,
  at: 1_500,
  text: "both answer",
  account: [line(0, "scenario", "a cable is pulled", "it is tried"), line(1_000, "sip-b", "takes it", "up was run")],
  moments,
});
const RESULT: SweepResult = { depth: "single", faults: 3, courses: 3, merged: 0, breakages: [], notEvaluated: [] };
const PROPS = {
  pair: "staging/inbound",
  titles: new Map([["one-holder", "one host answers"]]),
  acknowledged: () => undefined,
};

test("a pair that nothing breaks gets two lines", () => {
  expect(sweepReport(RESULT, PROPS)).toBe(
    "pair staging/inbound: 3 faults, one at a time\n  nothing breaks an invariant",
  );
});

test("single faults stand before two, the most frequent first, and long lists are shortened", () => {
  const two = (second: string, moments: number) => breakage([strike("a host is lost"), strike(second, 200)], moments);
  const breakages = [
    breakage([strike("a cable is pulled")]),
    ...[1, 2, 3, 4, 5, 6].map((moments) => two(`fault ${moments} comes`, moments)),
  ];
  const result: SweepResult = { ...RESULT, depth: "double", courses: 40, merged: 12, breakages };
  expect(sweepReport(result, { ...PROPS, acknowledged: (_, faults) => (faults === 1 ? "we know" : undefined) })).toBe(
    `pair staging/inbound: 3 faults, and each with each other one at every moment: 40 courses of events, of which 12 came to a state that was known
  I1 one-holder: one host answers
    broken by one fault:
      acknowledged: we know
      a cable is pulled: both answer
    broken by two faults, and by neither alone: 6
      a host is lost, and 200ms later fault 6 comes: both answer
      a host is lost, and 200ms later fault 5 comes: both answer
      a host is lost, and 200ms later fault 4 comes: both answer
      a host is lost, and 200ms later fault 3 comes: both answer
      a host is lost, and 200ms later fault 2 comes: both answer
      and 1 more, which --json has
    how the first of them comes about:
            0s  scenario: a cable is pulled (it is tried)
            1s  sip-b: takes it (up was run)
          1.5s  broken: both answer`,
  );
});

test("if only two faults together break it, the report shows how the first of these comes about", () => {
  const two = (second: string, moments: number): Breakage => ({
    ...breakage([strike("a host is lost"), strike(second, 200)], moments),
    account: [line(200, "scenario", second, "it is tried")],
  });
  const breakages = [two("a rare fault comes", 1), two("a frequent fault comes", 9)];
  expect(sweepReport({ ...RESULT, depth: "double", breakages }, PROPS)).toContain(
    "about:\n         200ms  scenario: a frequent fault comes (it is tried)\n",
  );
});

test("what could not be evaluated is listed with the reason", () => {
  const notEvaluated = [{ strikes: [strike("a cable is pulled")], reason: "no such thing" }];
  expect(sweepReport({ ...RESULT, notEvaluated }, PROPS)).toBe(
    `pair staging/inbound: 3 faults, one at a time
  nothing breaks an invariant
  not evaluated: a cable is pulled
    no such thing`,
  );
});
