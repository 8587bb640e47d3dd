import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

const endpoints = { [`${POOL}.endpoints`]: ["srv", "address"] };

test("holds without such endpoints, and with a second name for them", () => {
  expect(evaluateRule("address-records", sipProxyDeclaration())).toEqual(HOLDS);
  const named = { ...endpoints, [`${POOL}.addressFqdn`]: "a.sip.example.com" };
  expect(evaluateRule("address-records", sipProxyDeclaration(named))).toEqual(HOLDS);
});

test("endpoints without a name that they can resolve are found", () => {
  expect(evaluateRule("address-records", sipProxyDeclaration(endpoints))).toEqual({
    found: [
      {
        path: `${POOL}.endpoints.1`,
        message: "endpoints that resolve only addresses do not find the pool by sip.example.com, which has SRV records",
        found: "no addressFqdn",
        fix: "add addressFqdn, a second name in the same zone",
      },
    ],
    notEvaluated: [],
  });
});
