import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";
import { REMOVED } from "../../sample-declaration";

test("holds on the sample", () => {
  expect(evaluateSample("sip-interface")).toEqual(HOLDS);
});

test("a host without an interface on the virtual IP's network is found", () => {
  expect(evaluateSample("sip-interface", { "hosts.sip-b.interfaces.eth1": REMOVED })).toEqual({
    found: [
      {
        path: "hosts.sip-b.interfaces",
        message: "host sip-b of pair inbound has no interface on network voice, where the virtual IP is",
        found: "none",
        allowed: "one interface on that network",
        fix: "declare the interface, or choose another network for the virtual IP",
      },
    ],
    notEvaluated: [],
  });
});

test("a host with two of them is found", () => {
  const changes = { "hosts.sip-a.interfaces.eth2": { network: "voice", address: "10.120.0.13" } };
  expect(evaluateSample("sip-interface", changes)).toEqual({
    found: [
      {
        path: "hosts.sip-a.interfaces",
        message: "host sip-a of pair inbound has 2 interfaces on network voice, where the virtual IP is",
        found: "eth1 and eth2",
        allowed: "one interface on that network",
        fix: "give the second one a network of its own",
      },
    ],
    notEvaluated: [],
  });
});

test("a pair on one host is reported once", () => {
  const changes = { "pairs.inbound.backup.host": "sip-a", "hosts.sip-a.interfaces.eth1": REMOVED };
  expect(evaluateSample("sip-interface", changes).found).toHaveLength(1);
});
