import { expect, test } from "vitest";
import type { EnvironmentRule } from "../../../../lib/checks/rule";
import { evaluateRule, HOLDS, ruleOf } from "../../../rule-evaluation";
import { bigIpDeclaration, bigIpTopology, SECOND_PAIR } from "../big-ip-sample";

const said = (changes = {}) => evaluateRule("big-ip-declaration", bigIpDeclaration(changes));

test("holds for one pair and for two", () => {
  expect(said()).toEqual(HOLDS);
  expect(said(SECOND_PAIR)).toEqual(HOLDS);
});

test("what the device would refuse is found in the declaration itself", () => {
  const { topology, pair } = bigIpTopology();
  // No readable declaration has such a name; if the allowed characters ever differ, this test notices it.
  const pairs = new Map([["in bound", { ...pair, name: "in bound" }]]);
  const found = [...(ruleOf("big-ip-declaration") as EnvironmentRule).evaluate({ ...topology, pairs })];
  const rule = "a letter, then letters, digits, _, . or -, not ending in . or -, at most 190 characters";
  expect(found).toEqual([
    {
      path: ["bigIps", "ltm-1"],
      message: `/dmz/in bound: not a name for AS3: ${rule}`,
      fix: "change the name or address that this is about; if it is about neither, report this with the environment file",
    },
  ]);
});

test("says nothing about what other rules find: hosts that the device does not reach, a host or a virtual IP of two pairs, a port for two purposes", () => {
  const elsewhere = (last: number) => ({ eth0: { network: "management", address: `10.213.0.${last}` } });
  const changes = { "hosts.trunk-a.interfaces": elsewhere(11), "hosts.trunk-b.interfaces": elsewhere(12) };
  expect(said(changes)).toEqual(HOLDS);
  expect(said({ ...SECOND_PAIR, "pairs.outbound.highAvailability.bigIp.virtualIp": "192.0.2.10" })).toEqual(HOLDS);
  const backup = { application: "SIP_South_Out_B", host: "trunk-a", ports: { tlib: 3001 } };
  expect(said({ ...SECOND_PAIR, "pairs.outbound.backup": backup })).toEqual(HOLDS);
  const sip = { port: 5060, tlsPort: 5060, transports: ["tcp", "tls"] };
  for (const others of [{}, SECOND_PAIR]) expect(said({ ...others, "pairs.inbound.sip": sip })).toEqual(HOLDS);
  const ports = evaluateRule("port-not-unique", bigIpDeclaration({ "pairs.inbound.sip": sip }));
  expect([...new Set(ports.found.map(({ path }) => path))]).toEqual(["pairs.inbound.sip.tlsPort"]);
});
