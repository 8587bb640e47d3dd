import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const POOL = "pairs.inbound.highAvailability.bigIp";
const said = (memberPriority: string, monitorTimeout: string) =>
  evaluateRule(
    "member-priority",
    bigIpDeclaration({ [`${POOL}.memberPriority`]: memberPriority, [`${POOL}.monitorTimeout`]: monitorTimeout }),
  );

test("holds with equal members, and with 16 s", () => {
  expect(said("equal", "60s")).toEqual(HOLDS);
  expect(said("primary-first", "16s")).toEqual(HOLDS);
});

test("a longer timeout with a preferred member is found", () => {
  expect(said("primary-first", "17s")).toEqual({
    found: [
      {
        path: `${POOL}.monitorTimeout`,
        message: "after a switchover from the primary, all calls may still go to it for another 17s",
        found: "17s",
        allowed: "at most 16s with memberPriority: primary-first",
        fix: "shorten monitorTimeout and monitorInterval, or use memberPriority: equal",
      },
    ],
    notEvaluated: [],
  });
});
