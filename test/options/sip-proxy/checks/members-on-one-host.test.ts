import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { sipProxyDeclaration } from "../sip-proxy-sample";

test("holds with the two servers on two hosts", () => {
  expect(evaluateRule("members-on-one-host", sipProxyDeclaration())).toEqual(HOLDS);
});

test("both servers on one host are found", () => {
  expect(evaluateRule("members-on-one-host", sipProxyDeclaration({ "pairs.inbound.backup.host": "sip-a" }))).toEqual({
    found: [
      {
        path: "pairs.inbound.backup.host",
        message: "primary and backup of pair inbound are both on host sip-a",
        found: "sip-a",
        allowed: "another host, in any subnet of the same data center",
        fix: "name the second host, or use singleHost instead, for 100 seats or fewer",
      },
    ],
    notEvaluated: [],
  });
});
