import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

test("holds for a device that stands alone", () => {
  expect(evaluateRule("big-ip-redundant", bigIpDeclaration())).toEqual(HOLDS);
});

test("one of two is found", () => {
  expect(evaluateRule("big-ip-redundant", bigIpDeclaration({ "bigIps.ltm-1.redundant": true }))).toEqual({
    found: [
      {
        path: "bigIps.ltm-1.redundant",
        message: "BIG-IP ltm-1 is one of two that back each other up, which Genesys has not validated with SIP Server",
        found: "true",
        fix: "fail the device over during calls in a maintenance window, and acknowledge this with the result",
      },
    ],
    notEvaluated: [],
  });
});
