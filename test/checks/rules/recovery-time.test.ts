import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";
import { REMOVED } from "../../sample-declaration";

const OBJECTIVE = "pairs.inbound.recoveryTimeObjective";

test("holds at exactly the longest recovery: 2 x 9s, 1s for the script, and what the simulator allows for all else", () => {
  expect(evaluateSample("recovery-time", { [OBJECTIVE]: "21100ms" })).toEqual(HOLDS);
});

test("a shorter objective is found, with the sum with which it is compared", () => {
  const changes = { [OBJECTIVE]: "20s", "managementLayer.failureDetection": { disconnectSwitchoverTimeout: "4s" } };
  expect(evaluateSample("recovery-time", changes)).toEqual({
    found: [
      {
        path: OBJECTIVE,
        message:
          "recovery from the loss of a host takes up to 25.1s: detection 22s (2 x addpTimeout 9s + disconnectSwitchoverTimeout 4s), control script 1s, allowances for decision, start of the script and neighbours 2.1s",
        found: "20s",
        allowed: "at least 25.1s with these timers",
        fix: "shorten addpTimeout or disconnectSwitchoverTimeout, or agree on a longer recoveryTimeObjective, e.g. 26s",
      },
    ],
    notEvaluated: [],
  });
});

test("the time is not rounded down: 26.416s is shown as up to 26.5s, which is also the proposed objective, and holds", () => {
  const asking = { "pairs.inbound.highAvailability.ipAddressTakeover.conflictPolicy": "probe-first" };
  expect(evaluateSample("recovery-time", { ...asking, [OBJECTIVE]: "26415ms" }).found).toMatchObject([
    {
      message: expect.stringMatching(
        /^recovery from the loss of a host takes up to 26\.5s: .*, control script 6\.4s, /,
      ),
      allowed: "at least 26.5s with these timers",
    },
  ]);
  expect(
    ["26416ms", "26500ms"].map((objective) => evaluateSample("recovery-time", { ...asking, [OBJECTIVE]: objective })),
  ).toEqual([HOLDS, HOLDS]);
});

test("is not evaluated without an objective", () => {
  expect(evaluateSample("recovery-time", { [OBJECTIVE]: REMOVED })).toEqual({
    found: [],
    notEvaluated: [
      {
        path: "pairs.inbound",
        reason: "no recoveryTimeObjective is declared to compare the recovery with",
        fix: "declare the longest outage that is accepted, e.g. recoveryTimeObjective: 25s",
      },
    ],
  });
});

test("is not evaluated if ADDP is off", () => {
  expect(evaluateSample("recovery-time", { "managementLayer.failureDetection": { addpTimeout: "0s" } })).toEqual({
    found: [],
    notEvaluated: [
      {
        path: OBJECTIVE,
        reason: "ADDP is off, so the time until a loss is noticed is not known",
        fix: "set addpTimeout",
      },
    ],
  });
});
