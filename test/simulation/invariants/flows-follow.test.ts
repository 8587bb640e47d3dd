import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { bigIpSetting } from "../option-settings";
import { type Trial, verdict } from "../trial";

test("flows and connections of callers follow", () => {
  const trial: Trial = { setting: bigIpSetting(), steps: [{ inject: "switchover" }] };
  expect(verdict("flows-follow", trial)).toBeUndefined();
});

test("a device that keeps flows leaves a caller behind", () => {
  expect(verdict("flows-follow", mutants["flows-follow"]!())).toBe(
    "a caller's flow stays on SIP_South_P, while new calls are sent to SIP_South_B",
  );
});

test("if no member gets new calls, a flow has nowhere to go", () => {
  const { setting } = mutants["flows-follow"]!();
  const steps = [{ inject: "monitor-finds-all-down" }, { inject: "process-hang", on: "primary" }];
  expect(verdict("flows-follow", { setting, steps })).toBeUndefined();
});
