import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("the synthesized files use the hosts' own addresses", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [] };
  expect(verdict("own-addresses", trial)).toBeUndefined();
});

test("a host that is managed by the virtual IP is reported", () => {
  expect(verdict("own-addresses", mutants["own-addresses"]!())).toBe(
    "Solution Control Server reaches the agent on sip-a, Terraform reaches sip-a through the virtual IP 10.120.0.10",
  );
});

test("an option that does not concern SIP must not have it either", () => {
  const trial: Trial = {
    setting: sampleSetting({ pair: { options: { backup: { "sync-address": "10.120.0.10" } } } }),
    steps: [],
  };
  expect(verdict("own-addresses", trial)).toBe(
    "SIP_In_P connects for backup/sync-address, SIP_In_B connects for backup/sync-address through the virtual IP 10.120.0.10",
  );
});
