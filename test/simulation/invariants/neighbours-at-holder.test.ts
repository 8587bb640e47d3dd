import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("neighbours follow the virtual IP", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [{ inject: "switchover" }, { after: "1m", inject: "switchover" }],
  };
  expect(verdict("neighbours-at-holder", trial)).toBeUndefined();
});

test("neighbours that ignore announcements do not, unless they are asked", () => {
  expect(verdict("neighbours-at-holder", mutants["neighbours-at-holder"]!())).toBe(
    "a caller on the network sends to sip-a, but the virtual IP is on sip-b; it takes no announcements",
  );
});

test("neighbours that accept announcements miss those that are lost", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [{ inject: "announcements-lost" }, { inject: "switchover" }],
  };
  expect(verdict("neighbours-at-holder", trial)).toBe(
    "a caller on the network sends to sip-a, but the virtual IP is on sip-b",
  );
});
