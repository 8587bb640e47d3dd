import { describe, expect, test } from "vitest";
import { evaluateRule, evaluateSample, HOLDS } from "../../rule-evaluation";
import { sampleDeclaration } from "../../sample-declaration";

const words = {
  allowed: "an address that nothing else has, in any environment",
  fix: "give one of them another address",
};

/** The sample as another environment that shares no address with it. */
const prod = (changes: Readonly<Record<string, unknown>> = {}) =>
  sampleDeclaration({
    environment: "prod",
    "hosts.mgmt-1.interfaces.eth0.address": "10.110.0.105",
    "hosts.sip-a.interfaces.eth0.address": "10.110.0.111",
    "hosts.sip-b.interfaces.eth0.address": "10.110.0.112",
    "hosts.sip-a.interfaces.eth1.address": "10.120.0.111",
    "hosts.sip-b.interfaces.eth1.address": "10.120.0.112",
    "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp": "10.120.0.110",
    ...changes,
  });

test("holds on the sample, and on two environments with addresses of their own", () => {
  expect(evaluateSample("address-not-unique")).toEqual(HOLDS);
  expect(evaluateRule("address-not-unique", sampleDeclaration(), prod())).toEqual(HOLDS);
});

test("two hosts with one address are found at the second one", () => {
  expect(evaluateSample("address-not-unique", { "hosts.sip-b.interfaces.eth0.address": "10.110.0.11" }).found).toEqual([
    {
      path: "hosts.sip-b.interfaces.eth0.address",
      message:
        "interface eth0 of host sip-b has the address 10.110.0.11, which interface eth0 of host sip-a has already",
      found: "10.110.0.11",
      ...words,
    },
  ]);
});

test("a virtual IP that is a host's own address is found at the virtual IP", () => {
  const virtualIp = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";
  expect(evaluateSample("address-not-unique", { [virtualIp]: "10.120.0.12" }).found).toEqual([
    {
      path: virtualIp,
      message:
        "the virtual IP of pair inbound has the address 10.120.0.12, which interface eth1 of host sip-b has already",
      found: "10.120.0.12",
      ...words,
    },
  ]);
});

test("two spellings of one IPv6 address are the same address", () => {
  const said = evaluateSample("address-not-unique", {
    "networks.six": { cidr: "2001:db8::/64" },
    "hosts.sip-a.interfaces.eth2": { network: "six", address: "2001:db8::a" },
    "hosts.sip-b.interfaces.eth2": { network: "six", address: "2001:0DB8:0:0::000A" },
  });
  expect(said.found.map((one) => one.message)).toEqual([
    "interface eth2 of host sip-b has the address 2001:db8::a, which interface eth2 of host sip-a has already",
  ]);
});

describe("across environments", () => {
  test("a virtual IP that two environments share is found in the second, and names the first", () => {
    const virtualIp = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";
    expect(evaluateRule("address-not-unique", sampleDeclaration(), prod({ [virtualIp]: "10.120.0.10" })).found).toEqual(
      [
        {
          environment: "prod",
          path: virtualIp,
          message:
            "the virtual IP of pair inbound has the address 10.120.0.10, which the virtual IP of pair inbound of environment staging has already",
          found: "10.120.0.10",
          ...words,
        },
      ],
    );
  });

  test("a SIP Server host may not be in two environments", () => {
    const said = evaluateRule(
      "address-not-unique",
      sampleDeclaration(),
      prod({ "hosts.sip-a.interfaces.eth1.address": "10.120.0.11" }),
    );
    expect(said.found.map(({ environment, path }) => ({ environment, path }))).toEqual([
      { environment: "prod", path: "hosts.sip-a.interfaces.eth1.address" },
    ]);
  });

  test("a machine of the Management Layer may serve several environments under its name", () => {
    const shared = prod({ "hosts.mgmt-1.interfaces.eth0.address": "10.110.0.5" });
    expect(evaluateRule("address-not-unique", sampleDeclaration(), shared)).toEqual(HOLDS);
  });

  test("the same address under another name is another machine", () => {
    const renamed = prod({
      "hosts.mgmt-2": { os: "linux", interfaces: { eth0: { network: "management", address: "10.110.0.5" } } },
    });
    expect(evaluateRule("address-not-unique", sampleDeclaration(), renamed).found).toHaveLength(1);
  });
});
