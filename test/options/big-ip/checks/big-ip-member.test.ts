import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const said = (changes = {}) => evaluateRule("big-ip-member", bigIpDeclaration(changes));

test("holds with two hosts on the device's inside", () => {
  expect(said()).toEqual(HOLDS);
});

test("a host without an interface there is found, and a host with two", () => {
  const changes = {
    "hosts.trunk-a.interfaces": { eth0: { network: "management", address: "10.213.0.11" } },
    "hosts.trunk-b.interfaces.eth2": { network: "ltm-inside", address: "10.214.0.22" },
  };
  expect(said(changes).found).toEqual([
    {
      path: "hosts.trunk-a.interfaces",
      message: "host trunk-a of pair inbound has no interface on network ltm-inside, the inside of BIG-IP ltm-1",
      found: "none",
      allowed: "one interface on that network",
      fix: "declare the interface, or name another device",
    },
    {
      path: "hosts.trunk-b.interfaces",
      message: "host trunk-b of pair inbound has 2 interfaces on network ltm-inside, the inside of BIG-IP ltm-1",
      found: "eth1 and eth2",
      allowed: "one interface on that network",
      fix: "give the second one a network of its own",
    },
  ]);
});

test("both servers on one host are found", () => {
  expect(said({ "pairs.inbound.backup.host": "trunk-a" })).toEqual({
    found: [
      {
        path: "pairs.inbound.backup.host",
        message:
          "primary and backup of pair inbound are both on host trunk-a, so both members of the pool would be the same",
        found: "trunk-a",
        allowed: "another host on network ltm-inside",
        fix: "name the second host, or use singleHost instead, for 100 seats or fewer",
      },
    ],
    notEvaluated: [],
  });
});
