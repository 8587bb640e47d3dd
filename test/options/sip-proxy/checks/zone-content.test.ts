import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

test("holds for a zone of the pool's own, and for one above it", () => {
  expect(evaluateRule("zone-content", sipProxyDeclaration())).toEqual(HOLDS);
  const above = { [`${POOL}.zone`]: "example.com", [`${POOL}.addressFqdn`]: "sip-addresses.example.com" };
  expect(evaluateRule("zone-content", sipProxyDeclaration(above))).toEqual(HOLDS);
});

test("names outside the zone are found; a name that only ends alike is outside", () => {
  const changes = { [`${POOL}.zone`]: "p.example.com", [`${POOL}.addressFqdn`]: "sip.p.example.com" };
  expect(evaluateRule("zone-content", sipProxyDeclaration(changes))).toEqual({
    found: [
      {
        path: `${POOL}.fqdn`,
        message: "sip.example.com is not in zone p.example.com, which the records of pair inbound are written into",
        found: "sip.example.com",
        allowed: "p.example.com, or a name below it",
        fix: "set zone to the domain that the names have in common, or choose a name in the zone",
      },
    ],
    notEvaluated: [],
  });
});

test("a name server of the zone itself is found", () => {
  const changes = { [`${POOL}.nameServers`]: ["ns1.example.org", "ns2.sip.example.com"] };
  expect(evaluateRule("zone-content", sipProxyDeclaration(changes)).found).toEqual([
    {
      path: `${POOL}.nameServers.1`,
      message: "name server ns2.sip.example.com is in zone sip.example.com itself, but its address is not known here",
      found: "ns2.sip.example.com",
      allowed: "name servers outside the zone",
      fix: "leave out nameServers and load the zone on each name server, or add the records to the zone that is there",
    },
  ]);
});

test("a second name outside the zone is found", () => {
  const changes = { [`${POOL}.addressFqdn`]: "sip-addresses.example.com" };
  expect(
    evaluateRule("zone-content", sipProxyDeclaration(changes)).found.map(({ path, found }) => [path, found]),
  ).toEqual([[`${POOL}.addressFqdn`, "sip-addresses.example.com"]]);
});
