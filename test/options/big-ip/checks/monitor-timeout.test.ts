import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const POOL = "pairs.inbound.highAvailability.bigIp";
const said = (monitorInterval: string, monitorTimeout: string) =>
  evaluateRule(
    "monitor-timeout",
    bigIpDeclaration({ [`${POOL}.monitorInterval`]: monitorInterval, [`${POOL}.monitorTimeout`]: monitorTimeout }),
  );

test("holds if the timeout is longer", () => {
  expect(said("2s", "3s")).toEqual(HOLDS);
});

test.each([
  ["7s", "7s", "22s"],
  ["1m", "7s", "181s"],
])("an interval of %s with a timeout of %s is found", (interval, timeout, better) => {
  expect(said(interval, timeout)).toEqual({
    found: [
      {
        path: `${POOL}.monitorTimeout`,
        message: `the monitor counts a server as down after ${timeout}, but asks it only every ${interval}`,
        found: timeout,
        allowed: `more than ${interval}`,
        fix: `set it to ${better}, three intervals and a second, or shorten monitorInterval`,
      },
    ],
    notEvaluated: [],
  });
});
