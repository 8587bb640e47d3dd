import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { bigIpSetting } from "../option-settings";
import { type Trial, verdict } from "../trial";

test("the load balancer has a member again after the loss of the other", () => {
  const trial: Trial = { setting: bigIpSetting(), steps: [{ inject: "host-power-loss", on: "primary" }] };
  expect(verdict("some-eligible-member", trial)).toBeUndefined();
});

test("a monitor that accepts no answer leaves none", () => {
  expect(verdict("some-eligible-member", mutants["some-eligible-member"]!())).toBe(
    "new calls are sent to no member, although SIP_South_P and SIP_South_B could serve",
  );
});

test("no member is needed if no server could serve", () => {
  const trial: Trial = {
    setting: bigIpSetting(),
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { inject: "host-power-loss", on: "backup" },
    ],
  };
  expect(verdict("some-eligible-member", trial)).toBeUndefined();
});
