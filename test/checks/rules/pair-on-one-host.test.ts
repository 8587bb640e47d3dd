import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

test("holds with two hosts", () => {
  expect(evaluateSample("pair-on-one-host")).toEqual(HOLDS);
});

test("a pair on one host is found", () => {
  expect(evaluateSample("pair-on-one-host", { "pairs.inbound.backup.host": "sip-a" })).toEqual({
    found: [
      {
        path: "pairs.inbound.backup.host",
        message: "primary and backup of pair inbound are both on host sip-a",
        found: "sip-a",
        allowed: "another host on the same network",
        fix: "name the second host, or use singleHost instead, for 100 seats or fewer",
      },
    ],
    notEvaluated: [],
  });
});
