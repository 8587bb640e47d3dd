import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("the one that took over keeps the role when the other comes back", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
  };
  expect(verdict("no-failback", trial)).toBeUndefined();
});

test("a primary that takes its role back is told", () => {
  expect(verdict("no-failback", mutants["no-failback"]!())).toBe(
    "SCS_Staging orders SIP_In_P to be primary, though SIP_In_B is primary and can serve",
  );
});

test("somebody who orders a switchover may have it", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [{ inject: "switchover" }, { after: "1m", inject: "switchover" }],
  };
  expect(verdict("no-failback", trial)).toBeUndefined();
});
