import { expect, test } from "vitest";
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

test("without a watchdog a host that is cut off keeps it", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [{ inject: "management-interface-loss", on: "primary" }] };
  expect(verdict("one-holder", trial)).toBe("sip-a and sip-b answer for the virtual IP");
});
