import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { bigIpSetting } from "../option-settings";
import { type Trial, verdict } from "../trial";

test("the old primary gets no more new calls once the monitor has marked it down", () => {
  const trial: Trial = { setting: bigIpSetting(), steps: [{ inject: "switchover" }] };
  expect(verdict("one-eligible-member", trial)).toBeUndefined();
});

test("a monitor that accepts any answer has new calls split between both", () => {
  expect(verdict("one-eligible-member", mutants["one-eligible-member"]!())).toBe(
    "new calls are sent to SIP_South_P and SIP_South_B",
  );
});

test("a primary that only the Management Layer has lost still answers the monitor", () => {
  const trial: Trial = { setting: bigIpSetting(), steps: [{ inject: "management-interface-loss", on: "primary" }] };
  expect(verdict("one-eligible-member", trial)).toBe("new calls are sent to SIP_South_P and SIP_South_B");
});
