import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";

test("holds with the defaults, including a watchdog's, with other units, and with one second", () => {
  expect(evaluateSample("whole-seconds", { [`${TAKEOVER}.watchdog`]: {} })).toEqual(HOLDS);
  expect(evaluateSample("whole-seconds", { [`${TAKEOVER}.lockTimeout`]: "2000ms" })).toEqual(HOLDS);
  expect(evaluateSample("whole-seconds", { [`${TAKEOVER}.probeTimeout`]: "1s" })).toEqual(HOLDS);
});

test.each([
  ["probeTimeout", "0s", "1s"],
  ["probeTimeout", "1500ms", "2s"],
  ["lockTimeout", "1500ms", "2s"],
  ["watchdog.interval", "2500ms", "3s"],
  ["watchdog.isolationTimeout", "999ms", "1s"],
  ["watchdog.announceInterval", "0m", "1s"],
])("%s of %s is found", (key, value, use) => {
  expect(evaluateSample("whole-seconds", { [`${TAKEOVER}.${key}`]: value })).toEqual({
    found: [
      {
        path: `${TAKEOVER}.${key}`,
        message: `${key.split(".").at(-1)} is not a whole number of seconds`,
        found: value,
        allowed: "1s or more, in whole seconds",
        fix: `use ${use}`,
      },
    ],
    notEvaluated: [],
  });
});

test.each(["0s", "900ms", "26500ms"])(
  "a lockTimeout of %s that is too short is reported once, with what it needs",
  (lock) => {
    const changes = {
      [`${TAKEOVER}.lockTimeout`]: lock,
      [`${TAKEOVER}.conflictPolicy`]: "probe-first",
      [`${TAKEOVER}.probeTimeout`]: "25s",
    };
    expect(evaluateSample("whole-seconds", changes)).toEqual(HOLDS);
    expect(evaluateSample("lock-timeout", changes).found.map(({ fix }) => fix)).toEqual([
      "use 27s or more, or a shorter probeTimeout",
    ]);
  },
);
