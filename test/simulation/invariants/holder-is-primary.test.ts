import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("the virtual IP follows the primary there and back", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [{ inject: "switchover" }, { after: "1m", inject: "switchover" }],
  };
  expect(verdict("holder-is-primary", trial)).toBeUndefined();
});

test("without reactions it stays behind", () => {
  expect(verdict("holder-is-primary", mutants["holder-is-primary"]!())).toBe(
    "sip-a answers for the virtual IP, but SIP_In_P there is not primary",
  );
});

test("while nobody is primary it may be anywhere", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "solution-control-server-loss", on: "primary" },
      { inject: "process-crash", on: "primary" },
      { inject: "process-crash", on: "backup" },
    ],
  };
  expect(verdict("holder-is-primary", trial)).toBeUndefined();
});
