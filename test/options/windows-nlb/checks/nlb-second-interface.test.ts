import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { NLB, nlbDeclaration } from "../nlb-sample";

const ONE_CARD = {
  "hosts.sip-b.interfaces": { Voice: { network: "voice", address: "10.120.0.12" } },
};

test("holds for two interfaces each", () => {
  expect(evaluateRule("nlb-second-interface", nlbDeclaration())).toEqual(HOLDS);
});

test("says nothing if the mode is unicast, which is an error of its own", () => {
  const declaration = nlbDeclaration({ ...ONE_CARD, [`${NLB}.operationMode`]: "unicast" });
  expect(evaluateRule("nlb-second-interface", declaration)).toEqual(HOLDS);
});

test("a host with one interface is found", () => {
  expect(evaluateRule("nlb-second-interface", nlbDeclaration(ONE_CARD))).toEqual({
    found: [
      {
        path: "hosts.sip-b.interfaces",
        message: "host sip-b of pair inbound has one interface, for the cluster and for everything else",
        found: "Voice",
        fix: "give the host an interface on another network, for the Management Layer and the HA link",
      },
    ],
    notEvaluated: [],
  });
});
