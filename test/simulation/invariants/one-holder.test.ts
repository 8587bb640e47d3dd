import { expect, test } from "vitest";
import type { Duration } from "../../../lib/model/duration";
import { settlingTime } from "../../../lib/simulation/settling-time";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("one host has the virtual IP while the other is cut off, with a watchdog", () => {
  const trial: Trial = {
    setting: sampleSetting({
      takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
    }),
    steps: [{ inject: "management-interface-loss", on: "primary" }],
  };
  expect(verdict("one-holder", trial)).toBeUndefined();
});

test("a script that does not release leaves two", () => {
  expect(verdict("one-holder", mutants["one-holder"]!())).toBe("sip-a and sip-b answer for the virtual IP");
});

test("without a watchdog an isolated host keeps it", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [{ inject: "management-interface-loss", on: "primary" }] };
  expect(verdict("one-holder", trial)).toBe("sip-a and sip-b answer for the virtual IP");
});

const SLOW = { interval: "2s", isolationTimeout: "1h", announceInterval: "60s" } as const;

test.each([
  ["isolationTimeout", SLOW],
  ["interval", { ...SLOW, interval: "1h", isolationTimeout: "10s" }],
] as const)("a watchdog that is slower than required excuses no second holder: %s of an hour", (_, watchdog) => {
  const setting = sampleSetting({ takeover: { watchdog } });
  const steps = [
    { inject: "management-interface-loss", on: "primary" },
    { after: "10m", heal: "management-interface-loss", on: "primary" },
  ] as const;
  // At its quickest, a watchdog looks at once, however long its interval is.
  for (const pace of ["typical", "maximum"] as const)
    expect(verdict("one-holder", { setting, steps, pace })).toBe("sip-a and sip-b answer for the virtual IP");
});

test("the time for which two are tolerated does not grow with the watchdog's times beyond what is required", () => {
  const timeOf = (isolationTimeout: Duration) =>
    settlingTime(sampleSetting({ takeover: { watchdog: { ...SLOW, isolationTimeout } } }));
  expect(timeOf("1h")).toBe(timeOf("14s"));
  expect(timeOf("10s")).toBeLessThanOrEqual(timeOf("14s"));
});
