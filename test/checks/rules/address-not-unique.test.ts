import { describe, expect, test } from "vitest";
import { bigIpDeclaration } from "../../options/big-ip/big-ip-sample";
import { evaluateRule, evaluateSample, HOLDS } from "../../rule-evaluation";
import { REMOVED, sampleDeclaration } from "../../sample-declaration";

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

test("two hosts with one address are found at the second host", () => {
  expect(evaluateSample("address-not-unique", { "hosts.sip-b.interfaces.eth0.address": "10.110.0.11" }).found).toEqual([
    {
      path: "hosts.sip-b.interfaces.eth0.address",
      message:
        "interface eth0 of host sip-b has the address 10.110.0.11, which interface eth0 of host sip-a already has",
      found: "10.110.0.11",
      ...words,
    },
  ]);
});

test("each further holder of an address is found with the first one", () => {
  const eth2 = (last: number) => ({ network: "management", address: `10.110.0.${last}` });
  const said = evaluateSample("address-not-unique", {
    "hosts.mgmt-1.interfaces": { eth0: eth2(5), eth1: eth2(5) },
    "hosts.mgmt-1.managementInterface": "eth0",
    "hosts.sip-a.interfaces.eth2": eth2(5),
    "hosts.sip-a.managementInterface": "eth0",
  });
  expect(said.found.map(({ message }) => message)).toEqual(
    ["interface eth1 of host mgmt-1", "interface eth2 of host sip-a"].map(
      (what) => `${what} has the address 10.110.0.5, which interface eth0 of host mgmt-1 already has`,
    ),
  );
});

test("the gateway of the environment's own network is found as an address that is not usable", () => {
  const virtualIp = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";
  expect(evaluateSample("address-not-unique", { [virtualIp]: "10.120.0.1" })).toEqual(HOLDS);
});

test("a virtual IP that is a host's own address is found at the virtual IP", () => {
  const virtualIp = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";
  expect(evaluateSample("address-not-unique", { [virtualIp]: "10.120.0.12" }).found).toEqual([
    {
      path: virtualIp,
      message:
        "the virtual IP of pair inbound has the address 10.120.0.12, which interface eth1 of host sip-b already has",
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
    "interface eth2 of host sip-b has the address 2001:db8::a, which interface eth2 of host sip-a already has",
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
            "the virtual IP of pair inbound has the address 10.120.0.10, which the virtual IP of pair inbound of environment staging already has",
          found: "10.120.0.10",
          ...words,
        },
      ],
    );
  });

  test("a host of a SIP Server may not be in two environments", () => {
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

  test("a device may serve several environments; a different device of the same name needs its own addresses", () => {
    const dmz = bigIpDeclaration();
    const other = (management: string) => {
      const declaration = bigIpDeclaration({ environment: "dmz-2", "bigIps.ltm-1.management": management });
      return {
        ...declaration,
        hosts: { "mgmt-1": (declaration.hosts as Record<string, unknown>)["mgmt-1"] },
        pairs: {},
      };
    };
    expect(evaluateRule("address-not-unique", dmz, other("10.213.0.100"))).toEqual(HOLDS);
    expect(
      evaluateRule("address-not-unique", dmz, other("10.213.0.101")).found.map(({ path, message, fix }) => [
        path,
        message,
        fix,
      ]),
    ).toEqual(
      [
        ["inside", "10.214.0.1"],
        ["outside", "192.0.2.2"],
      ].map(([side, address]) => [
        `bigIps.ltm-1.network.${side}SelfIp`,
        `the ${side} self IP of BIG-IP ltm-1 has the address ${address}, which the ${side} self IP of BIG-IP ltm-1 of environment dmz already has`,
        "give one of them another address; or, if one device is meant, correct its management",
      ]),
    );
  });

  test("a host or virtual IP with the address of another environment's router is found, in either order", () => {
    const router = (changes: Readonly<Record<string, unknown>>) =>
      sampleDeclaration({
        "hosts.sip-a.interfaces.eth1.address": "10.120.0.21",
        "networks.voice.gateway": "10.120.0.254",
        ...changes,
      });
    const east = router({ "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp": "10.120.0.1" });
    const said = (...declarations: readonly object[]) =>
      evaluateRule("address-not-unique", ...declarations).found.map(({ environment, path, message }) => [
        environment,
        path,
        message,
      ]);
    const found = [
      "staging",
      "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp",
      "the virtual IP of pair inbound has the address 10.120.0.1, which the gateway of network voice of environment prod already has",
    ];
    expect(said(east, prod())).toEqual([found]);
    expect(said(prod(), east)).toEqual([found]);
  });

  test("the router of a network serves both environments; a BIG-IP may be the router of inside hosts elsewhere", () => {
    expect(evaluateRule("address-not-unique", sampleDeclaration(), prod())).toEqual(HOLDS);
    const behind = prod({ "networks.inside": { cidr: "10.214.0.0/24", gateway: "10.214.0.1" } });
    expect(evaluateRule("address-not-unique", bigIpDeclaration(), behind)).toEqual(HOLDS);
    // Even if its own environment does not say that it is.
    const silent = bigIpDeclaration({ "networks.ltm-inside.gateway": REMOVED });
    expect(evaluateRule("address-not-unique", silent, behind)).toEqual(HOLDS);
    const outside = prod({ "networks.outside": { cidr: "192.0.2.0/24", gateway: "192.0.2.2" } });
    expect(evaluateRule("address-not-unique", silent, outside).found.map(({ path }) => path)).toEqual([
      "bigIps.ltm-1.network.outsideSelfIp",
    ]);
  });

  test("the same address under another name is another machine", () => {
    const renamed = prod({
      "hosts.mgmt-2": { os: "linux", interfaces: { eth0: { network: "management", address: "10.110.0.5" } } },
    });
    expect(evaluateRule("address-not-unique", sampleDeclaration(), renamed).found).toHaveLength(1);
  });
});
