import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { nlbDeclaration } from "../nlb-sample";

const linux = (last: number) => ({
  os: "linux",
  interfaces: {
    eth0: { network: "management", address: `10.110.0.${last}` },
    eth1: { network: "voice", address: `10.120.0.${last}` },
  },
});

test("holds for two Windows hosts", () => {
  expect(evaluateRule("nlb-windows-hosts", nlbDeclaration())).toEqual(HOLDS);
});

test.each([
  ["primary", "sip-a", 11],
  ["backup", "sip-b", 12],
])("a Linux host is found if the pair names it as its %s's", (role, host, last) => {
  expect(evaluateRule("nlb-windows-hosts", nlbDeclaration({ [`hosts.${host}`]: linux(last) }))).toEqual({
    found: [
      {
        path: `pairs.inbound.${role}.host`,
        message: `host ${host} of pair inbound runs Linux, which has no Network Load Balancing`,
        found: "Linux",
        allowed: "a Windows host",
        fix: "name a Windows host, or use ipAddressTakeover, which every system has",
      },
    ],
    notEvaluated: [],
  });
});
