import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { NLB, nlbDeclaration } from "../nlb-sample";

const UNICAST = { [`${NLB}.operationMode`]: "unicast" };
const ONE_CARD = {
  "hosts.sip-b.interfaces": { Voice: { network: "voice", address: "10.120.0.12" } },
};

test("holds for two interfaces, and for one where the mode is not unicast", () => {
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
        fix: "give the host a second interface for everything but SIP, or use operationMode: multicast",
      },
    ],
    notEvaluated: [],
  });
});

test("a management interface that is the cluster's is found beside another one", () => {
  const changes = { ...UNICAST, "hosts.sip-a.managementInterface": "Local Area Connection 2" };
  expect(evaluateRule("nlb-unicast-interface", nlbDeclaration(changes)).found).toMatchObject([
    { path: "hosts.sip-a", fix: "name the other interface as managementInterface, or use operationMode: multicast" },
  ]);
});
