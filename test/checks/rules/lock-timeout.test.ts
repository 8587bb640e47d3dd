import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const OPTION = "pairs.inbound.highAvailability.ipAddressTakeover";
const settings = (conflictPolicy: string, probeTimeout: string, lockTimeout: string) =>
  evaluateSample("lock-timeout", {
    [`${OPTION}.conflictPolicy`]: conflictPolicy,
    [`${OPTION}.probeTimeout`]: probeTimeout,
    [`${OPTION}.lockTimeout`]: lockTimeout,
  });

test.each([
  ["take-at-once", "5s", "1s"],
  ["take-at-once", "60s", "1s"],
  ["probe-first", "5s", "10s"],
  ["refuse", "30s", "32s"],
])("holds with %s, which asks for at most %s, and a lock of %s", (...values) => {
  expect(settings(...values)).toEqual(HOLDS);
});

test("holds with the defaults of every policy", () => {
  for (const policy of ["take-at-once", "probe-first", "refuse"])
    expect(evaluateSample("lock-timeout", { [`${OPTION}.conflictPolicy`]: policy })).toEqual(HOLDS);
});

test("a lock that expires while up still waits for the peer is found", () => {
  expect(settings("probe-first", "30s", "31s")).toEqual({
    found: [
      {
        path: `${OPTION}.lockTimeout`,
        message: "a run gives up after 31s, but the run before it may take 32s with these settings",
        found: "31s",
        allowed: "32s or more",
        fix: "use 32s or more, or a shorter probeTimeout",
      },
    ],
    notEvaluated: [],
  });
});
