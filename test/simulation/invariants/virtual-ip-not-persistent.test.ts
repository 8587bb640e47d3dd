import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("a virtual IP that is not persistent on any host is on none after a reboot", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [{ inject: "host-reboot", on: "primary" }] };
  expect(verdict("virtual-ip-not-persistent", trial)).toBeUndefined();
});

test("a script that makes it persistent leaves it where it was", () => {
  expect(verdict("virtual-ip-not-persistent", mutants["virtual-ip-not-persistent"]!())).toBe(
    "a reboot of sip-b brings 10.120.0.10 back there, and SIP_In_B is not primary",
  );
});

test("on the primary's host it does no harm yet", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [{ inject: "virtual-ip-persistent", on: "primary" }] };
  expect(verdict("virtual-ip-not-persistent", trial)).toBeUndefined();
});
