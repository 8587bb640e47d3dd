import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { IPV6, REMOVED } from "../../../sample-declaration";

const LABEL = "pairs.inbound.highAvailability.ipAddressTakeover.interfaceLabel";

/** Renames the voice interface of sip-a. */
const renamed = (name: string) => ({
  "hosts.sip-a.interfaces": {
    eth0: { network: "management", address: "10.110.0.11" },
    [name]: { network: "voice", address: "10.120.0.11" },
  },
});

test("holds up to 15 characters with the colon", () => {
  expect(evaluateSample("interface-label", renamed("enp129s0f1"))).toEqual(HOLDS);
  expect(evaluateSample("interface-label", renamed("enp129s0f1d"))).toEqual(HOLDS);
});

test("a longer name is found on the host that has it", () => {
  expect(evaluateSample("interface-label", renamed("enp129s0f1d2"))).toEqual({
    found: [
      {
        path: LABEL,
        message: "the logical interface on host sip-a would be named enp129s0f1d2:sip, which is too long",
        found: "16 characters",
        allowed: "at most 15",
        fix: "use an interfaceLabel of at most 2 characters",
      },
    ],
    notEvaluated: [],
  });
});

test("with a name of 13 characters there is room for one", () => {
  expect(evaluateSample("interface-label", renamed("enp129s0f1d2n")).found.map((one) => one.fix)).toEqual([
    "use an interfaceLabel of at most 1 characters",
  ]);
});

test.each(["enp129s0f1d2.9", "enp129s0f1d2.99"])("%s, whose name leaves no room, must be renamed", (name) => {
  expect(evaluateSample("interface-label", renamed(name)).found.map((one) => one.fix)).toEqual([
    `rename interface ${name}, which leaves no room for a label`,
  ]);
});

test.each(["solaris", "aix"])("%s names the logical interface itself", (os) => {
  const changes = { ...renamed("enp129s0f1d2"), "hosts.sip-a.os": os, "hosts.sip-b.os": os };
  expect(evaluateSample("interface-label", changes)).toEqual(HOLDS);
});

test("a host without an interface there is left to another rule", () => {
  expect(evaluateSample("interface-label", { "hosts.sip-a.interfaces.eth1": REMOVED })).toEqual(HOLDS);
});

test("an IPv6 address has no label", () => {
  const interfaces = {
    eth0: { network: "management", address: "10.110.0.11" },
    enp129s0f1d2: { network: "voice", address: "2001:db8:120::11" },
  };
  const { "hosts.sip-a.interfaces.eth1.address": _, ...ipv6 } = IPV6;
  expect(evaluateSample("interface-label", { ...ipv6, "hosts.sip-a.interfaces": interfaces })).toEqual(HOLDS);
});
