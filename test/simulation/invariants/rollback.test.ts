import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("a script and then its opposite leave everything as it was", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [{ inject: "switchover" }, { after: "1m", inject: "switchover" }],
  };
  expect(verdict("rollback", trial)).toBeUndefined();
});

test("one that leaves something behind does not", () => {
  expect(verdict("rollback", mutants.rollback!())).toBe("up and then down on sip-a changes hosts.sip-a.addresses");
});
