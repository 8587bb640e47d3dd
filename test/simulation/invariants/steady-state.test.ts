import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("after the loss of a host and its return the pair is complete, with the roles exchanged", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", heal: "host-power-loss", on: "primary" },
    ],
  };
  expect(verdict("steady-state", trial)).toBeUndefined();
});

test("alarms that stay active are left over", () => {
  expect(verdict("steady-state", mutants["steady-state"]!())).toBe(
    "SIP_In_P_BECAME_BACKUP is still active; SIP_In_B_BECAME_PRIMARY is still active",
  );
});

test("what was missed during a fault shows after the repair", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "script-fails", on: "backup up" },
      { inject: "switchover" },
      { after: "settled", heal: "script-fails", on: "backup up" },
    ],
  };
  expect(verdict("steady-state", trial)).toBe(
    "nobody has the virtual IP, and SIP_In_B is on sip-b; the gateway sends to sip-a; a caller on the network sends to sip-a; nobody answers new calls: the gateway sends to sip-a, which does not have the virtual IP",
  );
});
