import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { WINDOWS_HOST } from "../../../sample-declaration";

test("holds for Linux and Windows", () => {
  expect(evaluateSample("operating-system")).toEqual(HOLDS);
  expect(evaluateSample("operating-system", { "hosts.sip-b": WINDOWS_HOST })).toEqual(HOLDS);
});

test("a system that has no control script yet is found on the host", () => {
  expect(evaluateSample("operating-system", { "hosts.sip-b.os": "aix" }).found).toEqual([
    {
      path: "hosts.sip-b.os",
      message: "this version has no control script for AIX",
      found: "aix",
      allowed: "linux, windows",
      fix: "use hosts of another operating system",
    },
  ]);
});
