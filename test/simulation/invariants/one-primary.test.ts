import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { bigIpSetting } from "../option-settings";
import { sampleSetting, type Trial, verdict } from "../trial";

test("a primary that nobody reaches does not count, as on an isolated host", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [{ inject: "host-isolation", on: "primary" }] };
  expect(verdict("one-primary", trial)).toBeUndefined();
});

test("a server that keeps its role is a second one", () => {
  expect(verdict("one-primary", mutants["one-primary"]!())).toBe(
    "SIP_In_P and SIP_In_B are primary: T-Library clients reach SIP_In_P, T-Library clients reach SIP_In_B",
  );
});

test("callers that reach a host that the Management Layer has lost count", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [{ inject: "management-interface-loss", on: "primary" }] };
  expect(verdict("one-primary", trial)).toBe(
    "SIP_In_P and SIP_In_B are primary: callers reach SIP_In_P, T-Library clients reach SIP_In_B",
  );
});

test("one that is cut off only from Solution Control Server is still used", () => {
  const trial: Trial = {
    setting: sampleSetting({
      takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
    }),
    steps: [{ inject: "management-partition", on: "primary" }],
  };
  expect(verdict("one-primary", trial)).toBe(
    "SIP_In_P and SIP_In_B are primary: T-Library clients reach SIP_In_P, T-Library clients reach SIP_In_B",
  );
});

test("nobody reaches a host that is cut off from the management network once its watchdog has released the virtual IP", () => {
  const trial: Trial = {
    setting: sampleSetting({
      takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
    }),
    steps: [{ inject: "management-interface-loss", on: "primary" }],
  };
  expect(verdict("one-primary", trial)).toBeUndefined();
});

test("callers that a load balancer sends to a host that the Management Layer has lost count, whichever member it is", () => {
  const trial: Trial = {
    setting: bigIpSetting(),
    steps: [{ inject: "switchover" }, { after: "settled", inject: "management-interface-loss", on: "backup" }],
  };
  expect(verdict("one-primary", trial)).toBe(
    "SIP_South_P and SIP_South_B are primary: T-Library clients reach SIP_South_P, callers reach SIP_South_B",
  );
});
