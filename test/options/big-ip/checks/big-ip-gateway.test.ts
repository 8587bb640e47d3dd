import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { REMOVED } from "../../../sample-declaration";
import { bigIpDeclaration, SECOND_PAIR } from "../big-ip-sample";

const said = (changes = {}) => evaluateRule("big-ip-gateway", bigIpDeclaration(changes));

test("holds if the inside self IP is the gateway, and the outside has one", () => {
  expect(said()).toEqual(HOLDS);
});

test("another gateway of the hosts is found", () => {
  expect(said({ "networks.ltm-inside.gateway": "10.214.0.254" })).toEqual({
    found: [
      {
        path: "networks.ltm-inside.gateway",
        message: "the hosts of network ltm-inside are behind BIG-IP ltm-1, which is not their gateway",
        found: "10.214.0.254",
        allowed: "10.214.0.1",
        fix: "set the gateway of network ltm-inside to 10.214.0.1, the inside self IP, and the default route of its hosts too",
      },
    ],
    notEvaluated: [],
  });
});

test("another device with its own inside makes no difference", () => {
  const changes = {
    ...SECOND_PAIR,
    "networks.ltm-inside.gateway": "10.214.0.254",
    "networks.inside-2": { cidr: "10.224.0.0/24", gateway: "10.224.0.1" },
    "bigIps.ltm-2": {
      management: "10.213.0.101",
      version: "17.1.0",
      network: { inside: "inside-2", outside: "ltm-outside", insideSelfIp: "10.224.0.1", outsideSelfIp: "192.0.2.3" },
    },
    "hosts.trunk-c.interfaces": { eth0: { network: "inside-2", address: "10.224.0.13" } },
    "hosts.trunk-d.interfaces": { eth0: { network: "inside-2", address: "10.224.0.14" } },
    "pairs.outbound.highAvailability.bigIp.device": "ltm-2",
  };
  expect(said(changes).found.map(({ message }) => message)).toEqual([
    "the hosts of network ltm-inside are behind BIG-IP ltm-1, which is not their gateway",
  ]);
});

test("networks without a gateway are found", () => {
  const changes = { "networks.ltm-inside.gateway": REMOVED, "networks.ltm-outside.gateway": REMOVED };
  expect(said(changes).found.map(({ path, found, message }) => [path, found, message])).toEqual([
    [
      "networks.ltm-inside",
      "no gateway",
      "the hosts of network ltm-inside are behind BIG-IP ltm-1, which is not their gateway",
    ],
    [
      "networks.ltm-outside",
      "no gateway",
      "network ltm-outside, the outside of BIG-IP ltm-1, has no gateway, so the device has no route to callers elsewhere",
    ],
  ]);
});

test("a device without a pair behind it is nobody's gateway", () => {
  const changes = {
    "networks.ltm-inside.gateway": REMOVED,
    "pairs.inbound.backup.host": "trunk-a",
    "pairs.inbound.backup.ports": { tlib: 3001 },
    "pairs.inbound.highAvailability": { singleHost: { seats: 5 } },
  };
  expect(said(changes)).toEqual(HOLDS);
});

test("for two devices on one inside network, both findings say that it has only one gateway", () => {
  const second = {
    ...SECOND_PAIR,
    "bigIps.ltm-2": {
      management: "10.213.0.101",
      version: "17.1.0",
      network: { inside: "ltm-inside", outside: "ltm-outside", insideSelfIp: "10.214.0.2", outsideSelfIp: "192.0.2.3" },
    },
    "pairs.outbound.highAvailability.bigIp.device": "ltm-2",
  };
  const found = (device: string, other: string) => [
    {
      path: `bigIps.${device}.network.inside`,
      message: `network ltm-inside is the inside of BIG-IP ${device} and of BIG-IP ${other}, but a network has only one gateway`,
      found: "ltm-inside",
      allowed: "a network that is the inside of no other device",
      fix: "give each device an inside network of its own; if they are units of one device, declare only that device, with redundant: true",
    },
  ];
  expect(said(second)).toEqual({ found: found("ltm-2", "ltm-1"), notEvaluated: [] });
  expect(said({ ...second, "networks.ltm-inside.gateway": "10.214.0.2" })).toEqual({
    found: found("ltm-1", "ltm-2"),
    notEvaluated: [],
  });
});

test("says nothing about an inside self IP outside its network, which is found as such", () => {
  expect(said({ "bigIps.ltm-1.network.insideSelfIp": "10.215.0.1" })).toEqual(HOLDS);
});
