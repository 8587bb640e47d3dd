import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration, SECOND_PAIR } from "../big-ip-sample";

const said = (changes = {}) => evaluateRule("big-ip-bypass", bigIpDeclaration(changes));

test("holds if the hosts are on the inside and on other networks", () => {
  expect(said()).toEqual(HOLDS);
});

test("a host that is also on the outside is found once, with the interface", () => {
  const changes = { "hosts.trunk-b.interfaces.eth2": { network: "ltm-outside", address: "192.0.2.62" } };
  expect(said(changes).found).toEqual([
    {
      path: "hosts.trunk-b.interfaces.eth2",
      message:
        "host trunk-b of pair inbound has an interface on network ltm-outside, the outside of BIG-IP ltm-1, and reaches callers there without the device",
      found: "192.0.2.62",
      allowed: "interfaces on networks other than ltm-outside",
      fix: "move this interface to another network; or make sure that no caller is on that network, and acknowledge this with that reason",
    },
  ]);
});

test("says nothing about a device with both sides in one network, or about hosts that are not behind a device", () => {
  expect(said({ "bigIps.ltm-1.network.outside": "ltm-inside" })).toEqual(HOLDS);
  const other = { os: "linux", interfaces: { eth0: { network: "ltm-outside", address: "192.0.2.63" } } };
  expect(said({ "hosts.other": other })).toEqual(HOLDS);
});

test("a host of two pairs is found once", () => {
  const outside = { network: "ltm-outside", address: "192.0.2.62" };
  const backup = { application: "SIP_South_Out_B", host: "trunk-b", ports: { tlib: 3001 } };
  const changes = { ...SECOND_PAIR, "pairs.outbound.backup": backup, "hosts.trunk-b.interfaces.eth2": outside };
  expect(said(changes).found.map(({ path }) => path)).toEqual(["hosts.trunk-b.interfaces.eth2"]);
});
