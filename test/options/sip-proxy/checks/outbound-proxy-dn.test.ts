import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, secondPool, sipProxyDeclaration } from "../sip-proxy-sample";

test("holds with the numbers that are derived from the pairs' names", () => {
  expect(evaluateRule("outbound-proxy-dn", sipProxyDeclaration(secondPool()))).toEqual(HOLDS);
});

test("two pools with one DN are found, whatever the case", () => {
  const changes = { ...secondPool({ outboundProxyDn: "POOL" }), [`${POOL}.outboundProxyDn`]: "pool" };
  expect(evaluateRule("outbound-proxy-dn", sipProxyDeclaration(changes))).toEqual({
    found: [
      {
        path: "pairs.outbound.highAvailability.sipProxy.outboundProxyDn",
        message: "the outbound proxy DN of pair outbound is POOL, the same as that of pair inbound",
        found: "POOL",
        allowed: "a number that no other pool of the Switch has, in upper or lower case",
        fix: "set another outboundProxyDn",
      },
    ],
    notEvaluated: [],
  });
});

test("another environment counts if it has the same Switch", () => {
  const other = (genesys: string) => sipProxyDeclaration({ environment: "prod", "genesys.switch": genesys });
  const said = (genesys: string) => evaluateRule("outbound-proxy-dn", sipProxyDeclaration(), other(genesys)).found;
  expect(said("SIP_Switch_Prod")).toEqual([]);
  expect(said("SIP_Switch_Staging").map(({ environment, message }) => [environment, message])).toEqual([
    [
      "prod",
      "the outbound proxy DN of pair inbound is sip-outbound-proxy-inbound, the same as that of pair inbound of environment staging",
    ],
  ]);
});

test("another environment is named in full if its name begins with this one's", () => {
  const of = (environment: string) => sipProxyDeclaration({ environment });
  expect(evaluateRule("outbound-proxy-dn", of("geo2"), of("geo")).found.map(({ message }) => message)).toEqual([
    "the outbound proxy DN of pair inbound is sip-outbound-proxy-inbound, the same as that of pair inbound of environment geo2",
  ]);
});
