import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("scripts that are run again change nothing", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [{ inject: "switchover" }, { after: "1m", inject: "switchover" }],
  };
  expect(verdict("idempotent-scripts", trial)).toBeUndefined();
});

test("a script that adds the address again does", () => {
  expect(verdict("idempotent-scripts", mutants["idempotent-scripts"]!())).toBe(
    "up on sip-b, run again, changes hosts.sip-b.addresses",
  );
});
