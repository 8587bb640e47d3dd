import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, secondPool, sipProxyDeclaration } from "../sip-proxy-sample";

/** The sample's pool in the zone above its name. */
const above = (changes: Readonly<Record<string, unknown>> = {}) =>
  sipProxyDeclaration({ [`${POOL}.zone`]: "example.com", ...changes });
const found = (where = "") => ({
  path: `${POOL}.zone`,
  message: `records of pair inbound in zone example.com are hidden by zone sip.example.com of pair outbound${where}, which begins at or above them`,
  found: "_sip._udp.sip.example.com, _sip._tcp.sip.example.com",
  allowed: "names that are not sip.example.com or below it",
  fix: "set zone: example.com for pair outbound too, or give one of the pools names elsewhere",
});
const below = secondPool({ fqdn: "x.sip.example.com", zone: "sip.example.com" });

test("holds for one zone of both pools, and for zones beside each other", () => {
  expect(evaluateRule("zone-below", above(secondPool({ fqdn: "x.sip.example.com", zone: "example.com" })))).toEqual(
    HOLDS,
  );
  expect(evaluateRule("zone-below", sipProxyDeclaration(secondPool()))).toEqual(HOLDS);
});

test("holds for a zone below another one that has no records there", () => {
  expect(evaluateRule("zone-below", above(secondPool({ fqdn: "out.example.com" })))).toEqual(HOLDS);
});

test("records below the top of another zone are found", () => {
  expect(evaluateRule("zone-below", above(below))).toEqual({ found: [found()], notEvaluated: [] });
});

test("a record at the top of another zone is found; a name that only ends alike is not in the zone", () => {
  const pool = { [`${POOL}.fqdn`]: "in.example.com", [`${POOL}.addressFqdn`]: "sip.example.com" };
  expect(evaluateRule("zone-below", above({ ...pool, ...below })).found.map((one) => one.found)).toEqual([
    "sip.example.com",
  ]);
  const alike = { ...pool, [`${POOL}.addressFqdn`]: "notsip.example.com" };
  expect(evaluateRule("zone-below", above({ ...alike, ...below }))).toEqual(HOLDS);
});

test("a zone of another environment counts, whichever comes first", () => {
  const prod = sipProxyDeclaration({ environment: "prod", [`${POOL}.fqdn`]: "in.example.org", ...below });
  const said = { environment: "staging", ...found(" of environment prod") };
  expect(evaluateRule("zone-below", above(), prod).found).toEqual([said]);
  expect(evaluateRule("zone-below", prod, above()).found).toEqual([said]);
});

test("the first of the pairs of a zone is named", () => {
  const other = secondPool({ fqdn: "y.sip.example.com", zone: "sip.example.com" })["pairs.outbound"];
  const third = JSON.parse(JSON.stringify(other).replaceAll("SIP_Out", "SIP_Third"));
  expect(evaluateRule("zone-below", above({ ...below, "pairs.third": third })).found).toEqual([found()]);
});
