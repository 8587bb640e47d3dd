import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sampleSetting, type Trial, verdict } from "../trial";

test("the synthesized files have the virtual IP", () => {
  const trial: Trial = { setting: sampleSetting(), steps: [] };
  expect(verdict("sip-address", trial)).toBeUndefined();
});

test("an address of one host in its place is reported for both servers", () => {
  expect(verdict("sip-address", mutants["sip-address"]!())).toBe(
    "SIP_In_P has sip-address 10.120.0.11, SIP_In_B has sip-address 10.120.0.11, but the virtual IP is 10.120.0.10",
  );
});
