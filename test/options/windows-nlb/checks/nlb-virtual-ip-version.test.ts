import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { NLB, nlbDeclaration } from "../nlb-sample";

test("holds for an IPv4 address", () => {
  expect(evaluateRule("nlb-virtual-ip-version", nlbDeclaration())).toEqual(HOLDS);
});

test("an IPv6 address is found", () => {
  expect(evaluateRule("nlb-virtual-ip-version", nlbDeclaration({ [`${NLB}.virtualIp`]: "2001:db8::10" }))).toEqual({
    found: [
      {
        path: `${NLB}.virtualIp`,
        message: "the virtual IP of pair inbound is an IPv6 address",
        found: "2001:db8::10",
        allowed: "an IPv4 address",
        fix: "use an IPv4 address",
      },
    ],
    notEvaluated: [],
  });
});
