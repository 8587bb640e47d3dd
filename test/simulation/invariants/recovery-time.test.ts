import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("callers are served within the objective after the loss of a host", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
  };
  expect(verdict("recovery-time", trial)).toBeUndefined();
});

test("an objective that is shorter than the detection is missed", () => {
  expect(verdict("recovery-time", mutants["recovery-time"]!())).toBe(
    "nobody answers new calls, although SIP_In_B could: the gateway sends to sip-a, which does not run",
  );
});
