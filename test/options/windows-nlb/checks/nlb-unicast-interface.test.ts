import { expect, test } from "vitest";
import type { Declaration } from "../../../../lib/synth/declaration";
import { resolve } from "../../../../lib/synth/resolve";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { NLB, nlbDeclaration } from "../nlb-sample";

const UNICAST = { [`${NLB}.operationMode`]: "unicast" };
const ONE_CARD = {
  "hosts.sip-b.interfaces": { Voice: { network: "voice", address: "10.120.0.12" } },
};

test("holds for two interfaces, and for one if the mode is not unicast", () => {
  expect(evaluateRule("nlb-unicast-interface", nlbDeclaration(UNICAST))).toEqual(HOLDS);
  expect(evaluateRule("nlb-unicast-interface", nlbDeclaration(ONE_CARD))).toEqual(HOLDS);
});

test("unicast on one network card is found", () => {
  expect(evaluateRule("nlb-unicast-interface", nlbDeclaration({ ...UNICAST, ...ONE_CARD }))).toEqual({
    found: [
      {
        path: "hosts.sip-b",
        message:
          "the management interface of host sip-b is Voice, which the unicast cluster of pair inbound is bound to",
        found: "Voice",
        allowed: "another interface, on another network",
        fix: "give the host a second interface for everything but SIP, or use operationMode: multicast; or set UnicastInterhostCommSupport on both hosts, prove that they reach each other, and acknowledge this",
      },
    ],
    notEvaluated: [],
  });
});

test("a management interface that is also the cluster's is found beside another interface", () => {
  const changes = { ...UNICAST, "hosts.sip-a.managementInterface": "Local Area Connection 2" };
  expect(evaluateRule("nlb-unicast-interface", nlbDeclaration(changes)).found).toMatchObject([
    {
      path: "hosts.sip-a",
      fix: "name the other interface as managementInterface, or use operationMode: multicast; or set UnicastInterhostCommSupport on both hosts, prove that they reach each other, and acknowledge this",
    },
  ]);
});

test("may be acknowledged by a site that lets its hosts reach each other on one network card", () => {
  const acknowledge = [
    { finding: "nlb-unicast-interface", on: "hosts.sip-b", reason: "UnicastInterhostCommSupport, proved" },
  ];
  const { topology, findings } = resolve(nlbDeclaration({ ...UNICAST, ...ONE_CARD, acknowledge }) as Declaration);
  expect([topology?.acknowledgements.length, findings.filter(({ level }) => level === "error")]).toEqual([1, []]);
});
