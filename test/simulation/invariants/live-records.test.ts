import { expect, test } from "vitest";
import { mutants } from "../mutants";
import { sipProxySetting } from "../option-settings";
import { type Trial, verdict } from "../trial";

test("a lost proxy is removed from the records in time", () => {
  const trial: Trial = { setting: sipProxySetting(), steps: [{ inject: "proxy-loss", on: "one" }], pace: "maximum" };
  expect(verdict("live-records", trial)).toBeUndefined();
});

test("records that nobody maintains lead callers to a lost proxy", () => {
  expect(verdict("live-records", mutants["live-records"]!())).toBe(
    "callers still get SIP_Proxy_1, where nobody answers",
  );
});

test("if no proxy runs, no record is better than another", () => {
  const trial: Trial = { setting: sipProxySetting(), steps: [{ inject: "proxy-loss", on: "all" }] };
  expect(verdict("live-records", trial)).toBeUndefined();
});
