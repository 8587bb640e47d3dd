import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { NLB, nlbDeclaration } from "../nlb-sample";

const rules = (portRules: readonly object[], sip: object = { transports: ["udp"] }) =>
  evaluateRule("nlb-port-rules", nlbDeclaration({ [`${NLB}.portRules`]: portRules, "pairs.inbound.sip": sip }));

test.each([
  [[]],
  [[{ startPort: 5061 }]],
  [
    [
      { startPort: 5059, endPort: 5059 },
      { startPort: 5061, endPort: 5070, protocol: "udp" },
    ],
  ],
])("holds for %j beside 5060", (portRules) => {
  expect(rules(portRules)).toEqual(HOLDS);
});

test.each([
  [
    [{ startPort: 5060 }],
    {
      path: `${NLB}.portRules.0`,
      message: "the port rule 5060 overlaps the rule of sip.port, 5060",
      found: "5060",
      allowed: "ports that are in no other rule",
      fix: "leave out that port: it already has a rule",
    },
  ],
  [
    [{ startPort: 5000, endPort: 5060, protocol: "tcp" }],
    {
      path: `${NLB}.portRules.0`,
      message: "the port rule 5000 to 5060 overlaps the rule of sip.port, 5060",
      found: "5000 to 5060",
      allowed: "ports that are in no other rule",
      fix: "leave out that port: it already has a rule",
    },
  ],
  [
    [
      { startPort: 6000, endPort: 6010 },
      { startPort: 6010, endPort: 6020 },
    ],
    {
      path: `${NLB}.portRules.1`,
      message: "the port rule 6010 to 6020 overlaps the rule that is number 1 of portRules, 6000 to 6010",
      found: "6010 to 6020",
      allowed: "ports that are in no other rule",
      fix: "merge the two rules, or move one of them",
    },
  ],
  [
    [{ startPort: 6010, endPort: 6000 }],
    {
      path: `${NLB}.portRules.0.endPort`,
      message: "a port rule ends before it begins",
      found: "6010 to 6000",
      allowed: "6010 or more",
      fix: "swap startPort and endPort",
    },
  ],
])("finds %j", (portRules, finding) => {
  expect(rules(portRules)).toEqual({ found: [finding], notEvaluated: [] });
});

test("a rule on the port of TLS is found", () => {
  expect(rules([{ startPort: 5061 }], { tlsPort: 5061, transports: ["udp", "tls"] }).found).toEqual([
    {
      path: `${NLB}.portRules.0`,
      message: "the port rule 5061 overlaps the rule of sip.tlsPort, 5061",
      found: "5061",
      allowed: "ports that are in no other rule",
      fix: "leave out that port: it already has a rule",
    },
  ]);
});

test("rules are counted as declared, whatever SIP ports there are", () => {
  const portRules = [{ startPort: 6000 }, { startPort: 6010 }, { startPort: 6010 }];
  expect(rules(portRules, { tlsPort: 5061, transports: ["udp", "tls"] }).found.map(({ message }) => message)).toEqual([
    "the port rule 6010 overlaps the rule that is number 2 of portRules, 6010",
  ]);
});

test("32 rules are the most", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ startPort: 7000 + index }));
  expect(rules(many(31))).toEqual(HOLDS);
  expect(rules(many(32)).found).toEqual([
    {
      path: `${NLB}.portRules`,
      message: "the cluster of pair inbound would have 33 port rules",
      found: "33",
      allowed: "at most 32, those of sip.port and sip.tlsPort included",
      fix: "merge the rules of neighbouring ports",
    },
  ]);
});
