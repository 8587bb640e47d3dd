import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("taking the virtual IP at once waits for nobody", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [{ inject: "management-interface-loss", on: "primary" }] };
  expect(verdict("no-step-on-lost-host", trial)).toBeUndefined();
});

test("a policy that asks first hangs on a host that is cut off", () => {
  expect(verdict("no-step-on-lost-host", mutants["no-step-on-lost-host"]!())).toBe(
    "up on sip-b waits, because of sip-a, which the Management Layer has lost",
  );
});

test("waiting for a host that can still get the order to release is fine", () => {
  const trial: Trial = {
    setting: sampleSetting({ takeover: { conflictPolicy: "refuse" } }),
    steps: [{ inject: "script-slow", on: "primary down" }, { inject: "switchover" }],
  };
  expect(verdict("no-step-on-lost-host", trial)).toBeUndefined();
});

test("a script that fails by itself does not fail because of the lost host", () => {
  const trial: Trial = {
    setting: sampleSetting(),
    steps: [
      { inject: "script-fails", on: "backup up" },
      { inject: "management-interface-loss", on: "primary" },
    ],
  };
  expect(verdict("no-step-on-lost-host", trial)).toBeUndefined();
});

test("Windows, which uses no address that another host has, waits for an isolated host with any policy", () => {
  const windows = { os: "windows", installDirectory: "C:\\Genesys" } as const;
  const trial: Trial = {
    setting: sampleSetting({ hosts: { "sip-a": windows, "sip-b": windows } }),
    steps: [{ inject: "management-interface-loss", on: "primary" }],
  };
  expect(verdict("no-step-on-lost-host", trial)).toBe(
    "up on sip-b waits, because of sip-a, which the Management Layer has lost",
  );
});

test("a host whose own SIP interface has no link waits for that, not for the lost host", () => {
  const trial: Trial = {
    setting: sampleSetting({ takeover: { conflictPolicy: "refuse" } }),
    steps: [
      { inject: "sip-interface-loss", on: "backup" },
      { inject: "management-interface-loss", on: "primary" },
    ],
  };
  expect(verdict("no-step-on-lost-host", trial)).toBeUndefined();
});
