import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, secondPool, sipProxyDeclaration } from "../sip-proxy-sample";

const CODE = "zone-not-own";
const staging = sipProxyDeclaration();
/** Another environment whose pool has this name and zone. */
const prod = (fqdn: string, zone?: string, others: Readonly<Record<string, unknown>> = {}) =>
  sipProxyDeclaration({ ...others, environment: "prod", [`${POOL}.fqdn`]: fqdn, [`${POOL}.zone`]: zone });

test("holds if each pool has its own zone, and if both add to a zone that no pool is named after", () => {
  expect(evaluateRule(CODE, staging, prod("prod.example.com"))).toEqual(HOLDS);
  const above = sipProxyDeclaration({ [`${POOL}.zone`]: "example.com" });
  expect(evaluateRule(CODE, above, prod("prod.example.com", "example.com"))).toEqual(HOLDS);
});

test("a pool in a zone that only another environment's pool has is found, whichever comes first", () => {
  const said = {
    environment: "prod",
    path: `${POOL}.zone`,
    message:
      "records of pair inbound are in zone sip.example.com, which is the name, and the zone, of the pool of pair inbound of environment staging",
    found: "sip.example.com",
    allowed: "a zone that is no pool's name in another environment",
    fix: "leave out zone, so that it is the pool's own name; or set zone for both to the domain above, which the records are added to",
  };
  const other = prod("prod.sip.example.com", "sip.example.com");
  expect(evaluateRule(CODE, staging, other).found).toEqual([said]);
  expect(evaluateRule(CODE, other, staging).found).toEqual([said]);
  // Other pools of that environment are in zones of their own.
  expect(evaluateRule(CODE, sipProxyDeclaration(secondPool()), other).found).toEqual([said]);
});

test("holds if that zone has several pools already, because its file is one to be added to; and for two pools of one name, which are found as such", () => {
  const several = sipProxyDeclaration(secondPool({ fqdn: "out.sip.example.com", zone: "sip.example.com" }));
  expect(evaluateRule(CODE, several, prod("prod.sip.example.com", "sip.example.com"))).toEqual(HOLDS);
  expect(evaluateRule(CODE, several)).toEqual(HOLDS);
  expect(evaluateRule(CODE, staging, prod("sip.example.com"))).toEqual(HOLDS);
});
