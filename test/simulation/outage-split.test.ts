import { expect, test } from "vitest";
import { splitOutage } from "../../lib/simulation/outage-split";

const line = (at: number, causedBy?: number) => ({ at, actor: "a", action: "b", why: "c", causedBy });
const TIMELINE = [line(0), line(10, 0), line(30, 1), line(35, 0), line(60, 2), line(100, 4)];
const NOTHING = {
  nextStep: 0,
  detection: 0,
  decision: 0,
  script: 0,
  convergence: 0,
  neighbourUpdate: 0,
  repair: 0,
  clientRecovery: 0,
};

test("an outage is split only at the milestones that led to its end", () => {
  const milestones = [
    { at: 10, milestone: "detected", cause: 1 },
    { at: 30, milestone: "decided", cause: 2 },
    { at: 35, milestone: "mended", cause: 3 },
    { at: 60, milestone: "script-ended", cause: 4 },
    { at: 100, milestone: "neighbour-updated", cause: 5 },
    // Another neighbour, when callers are answered already.
    { at: 120, milestone: "neighbour-updated", cause: 5 },
  ] as const;
  expect(splitOutage({ from: 5, to: 100, cause: 5 }, TIMELINE, milestones)).toEqual({
    ...NOTHING,
    detection: 5,
    decision: 20,
    script: 30,
    neighbourUpdate: 40,
  });
});

test.each([
  [
    "a role that is not there yet belongs to the decision",
    [{ at: 30, milestone: "decided", cause: 2 }],
    2,
    { decision: 100 },
  ],
  ["what has no milestone waits for a repair", [], -1, { repair: 100 }],
  [
    "what comes before the step that leads to the end is the scenario's own wait",
    [
      { at: 30, milestone: "struck", cause: 2 },
      { at: 60, milestone: "decided", cause: 4 },
    ],
    4,
    { nextStep: 30, decision: 70 },
  ],
  [
    "what is waited for after a cluster has begun to converge is its convergence",
    [
      { at: 10, milestone: "detected", cause: 1 },
      { at: 30, milestone: "converged", cause: 2 },
    ],
    2,
    { detection: 10, convergence: 90 },
  ],
  ["what was mended ends the repair", [{ at: 35, milestone: "mended", cause: 3 }], 3, { repair: 100 }],
] as const)("%s", (_, milestones, cause, expected) => {
  expect(splitOutage({ from: 0, to: 100, cause }, TIMELINE, milestones)).toEqual({ ...NOTHING, ...expected });
});
