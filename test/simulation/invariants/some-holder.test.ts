import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("some host has the virtual IP after the loss of the other", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
  };
  expect(verdict("some-holder", trial)).toBeUndefined();
});

test("a script that does not take it leaves none", () => {
  expect(verdict("some-holder", mutants["some-holder"]!())).toBe(
    "nobody answers for the virtual IP, although SIP_In_P and SIP_In_B could serve",
  );
});

test("nobody needs to have it if no server could serve", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { inject: "host-power-loss", on: "backup" },
    ],
  };
  expect(verdict("some-holder", trial)).toBeUndefined();
});
