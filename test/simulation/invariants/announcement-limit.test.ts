import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("a port that accepts as many as up and announce send together is enough", () => {
  const trial: Trial = {
    setting: sampleSetting({ voice: { switching: { arpPacketsPerSecond: 8 } } }),
    steps: [{ inject: "switchover" }, { after: "1m", inject: "switchover" }],
  };
  expect(verdict("announcement-limit", trial)).toBeUndefined();
});

test("one less is too little", () => {
  expect(verdict("announcement-limit", mutants["announcement-limit"]!())).toBe(
    "sip-b has sent 8 packets within a second, but its port takes only 7",
  );
});
