import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { nlbDeclaration } from "../nlb-sample";

const LINUX = {
  os: "linux",
  interfaces: {
    eth0: { network: "management", address: "10.110.0.12" },
    eth1: { network: "voice", address: "10.120.0.12" },
  },
};

test("holds for two Windows hosts", () => {
  expect(evaluateRule("nlb-windows-hosts", nlbDeclaration())).toEqual(HOLDS);
});

test("a Linux host is found where the pair names it", () => {
  expect(evaluateRule("nlb-windows-hosts", nlbDeclaration({ "hosts.sip-b": LINUX }))).toEqual({
    found: [
      {
        path: "pairs.inbound.backup.host",
        message: "host sip-b of pair inbound runs Linux, which has no Network Load Balancing",
        found: "Linux",
        allowed: "a Windows host",
        fix: "name a Windows host, or use ipAddressTakeover, which every system has",
      },
    ],
    notEvaluated: [],
  });
});
