import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("switchovers in quick succession find their alarms armed", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [{ inject: "switchover" }, { after: "2s", inject: "switchover" }, { after: "2s", inject: "switchover" }],
  };
  expect(verdict("reactions-once", trial)).toBeUndefined();
});

test("an alarm that nothing clears fires once and never again", () => {
  expect(verdict("reactions-once", mutants["reactions-once"]!())).toBe(
    "SIP_In_B_BECAME_PRIMARY is still active when event 5150 of SIP_In_B comes again",
  );
});

test("a dead host gets no script, and nobody can change that", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
  };
  expect(verdict("reactions-once", trial)).toBeUndefined();
});

test("an event that reaches no Message Server triggers nothing", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [{ inject: "message-server-loss" }, { inject: "switchover" }],
  };
  expect(verdict("reactions-once", trial)).toBe("event 5150 of SIP_In_B reaches no Message Server");
});

test("a run that still lasts does not count for the next one", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "script-slow", on: "primary down" },
      { inject: "switchover" },
      { after: "1s", inject: "switchover" },
      { after: "1s", inject: "switchover" },
    ],
  };
  expect(verdict("reactions-once", trial)).toBe("SIP_In_P_VIP_DOWN is not started: it still runs");
});

test("a host that is reachable by then but not yet connected misses its script", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "host-isolation", on: "primary" },
      // The decision is made, the reaction has not started.
      { after: "13502ms", heal: "host-isolation", on: "primary" },
    ],
  };
  expect(verdict("reactions-once", trial)).toBe(
    "SIP_In_P_VIP_DOWN is not started: the agent on sip-a cannot be reached",
  );
});

test("a reaction that is listed twice starts its script once", () => {
  const setting = sampleSetting();
  const alarmConditions = setting.alarmConditions.map((one) => ({
    ...one,
    reactionScripts: [...(one.reactionScripts ?? []), ...(one.reactionScripts ?? [])],
  }));
  const trial: Trial = { setting: { ...setting, alarmConditions }, steps: [{ inject: "switchover" }] };
  expect(verdict("reactions-once", trial)).toBeUndefined();
});
