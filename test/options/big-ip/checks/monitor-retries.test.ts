import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const POOL = "pairs.inbound.highAvailability.bigIp";
const said = (monitorInterval: string, monitorTimeout: string) =>
  evaluateRule(
    "monitor-retries",
    bigIpDeclaration({ [`${POOL}.monitorInterval`]: monitorInterval, [`${POOL}.monitorTimeout`]: monitorTimeout }),
  );

test.each([
  ["2s", "7s"],
  ["5s", "16s"],
])("holds with %s and %s", (interval, timeout) => {
  expect(said(interval, timeout)).toEqual(HOLDS);
});

test("a timeout that is no longer than the interval is found as such", () => {
  expect(said("5s", "5s")).toEqual(HOLDS);
});

test("too few probes are found", () => {
  expect(said("2s", "6s")).toEqual({
    found: [
      {
        path: `${POOL}.monitorTimeout`,
        message: "the monitor asks a server fewer than three times before it counts it as down",
        found: "6s",
        allowed: "7s or more with monitorInterval 2s",
        fix: "set it to 7s, or shorten monitorInterval",
      },
    ],
    notEvaluated: [],
  });
});
