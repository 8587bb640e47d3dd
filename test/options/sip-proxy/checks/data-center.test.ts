import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { REMOVED } from "../../../sample-declaration";
import { sipProxyDeclaration } from "../sip-proxy-sample";

test("holds with both hosts in one data center, in different subnets", () => {
  expect(evaluateRule("data-center", sipProxyDeclaration())).toEqual(HOLDS);
});

test("two data centers are found", () => {
  expect(evaluateRule("data-center", sipProxyDeclaration({ "hosts.sip-b.dataCenter": "west" }))).toEqual({
    found: [
      {
        path: "hosts.sip-b.dataCenter",
        message: "the backup of pair inbound is in data center west, the primary in east",
        found: "west",
        allowed: "east",
        fix: "put the backup on a host in east; for two data centers the vendor has Business Continuity",
      },
    ],
    notEvaluated: [],
  });
});

test.each([
  ["sip-a", { "hosts.sip-a.dataCenter": REMOVED }],
  ["sip-a and sip-b", { "hosts.sip-a.dataCenter": REMOVED, "hosts.sip-b.dataCenter": REMOVED }],
])("is not evaluated if the place of a host is not declared: %s", (hosts, changes) => {
  expect(evaluateRule("data-center", sipProxyDeclaration(changes))).toEqual({
    found: [],
    notEvaluated: [
      {
        path: "pairs.inbound",
        reason: `nothing says which data center ${hosts} are in`,
        fix: "declare dataCenter on both hosts, e.g. dataCenter: east",
      },
    ],
  });
});
