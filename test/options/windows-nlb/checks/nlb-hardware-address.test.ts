import { describe, expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { NLB, nlbDeclaration } from "../nlb-sample";

const MODE = `${NLB}.operationMode`;

/** A second cluster on the hosts' other network, which has that VLAN. */
const second = (virtualIp: string, operationMode: string, vlan?: number) => ({
  "networks.management": { cidr: "10.110.0.0/16", gateway: "10.110.0.1", vlan },
  "networks.voice": { cidr: "10.120.0.0/16", gateway: "10.120.0.1", vlan: 120, dedicated: true },
  "pairs.outbound": {
    primary: { application: "SIP_Out_P", host: "sip-b", ports: { tlib: 3010 } },
    backup: { application: "SIP_Out_B", host: "sip-a", ports: { tlib: 3010 } },
    sip: { port: 5070, transports: ["udp"] },
    highAvailability: {
      windowsNlb: { virtualIp, network: "management", operationMode, clusterName: "out.example.com" },
    },
  },
});

const said = (...changes: Parameters<typeof second>) =>
  evaluateRule("nlb-hardware-address", nlbDeclaration({ ...second(...changes), [MODE]: "igmpMulticast" }));

test("holds if the last two bytes, the VLANs or the modes differ", () => {
  expect(said("10.110.0.20", "igmpMulticast", 120)).toEqual(HOLDS);
  expect(said("10.110.0.10", "igmpMulticast", 121)).toEqual(HOLDS);
  expect(said("10.110.0.10", "igmpMulticast")).toEqual(HOLDS);
  expect(said("10.110.0.10", "multicast", 120)).toEqual(HOLDS);
});

test("holds for networks without a number, which are not declared to be in one VLAN", () => {
  const changes = {
    ...second("10.110.0.10", "igmpMulticast"),
    [MODE]: "igmpMulticast",
    "networks.voice.vlan": undefined,
  };
  expect(evaluateRule("nlb-hardware-address", nlbDeclaration(changes))).toEqual(HOLDS);
});

test("holds in the modes that have the whole address in it", () => {
  const changes = { ...second("10.110.0.10", "multicast", 120), [MODE]: "multicast" };
  expect(evaluateRule("nlb-hardware-address", nlbDeclaration(changes))).toEqual(HOLDS);
});

test("one hardware address of two clusters in one VLAN is found", () => {
  expect(said("10.110.0.10", "igmpMulticast", 120)).toEqual({
    found: [
      {
        path: "pairs.outbound.highAvailability.windowsNlb.virtualIp",
        message:
          "the cluster of pair outbound has the same hardware address 01-00-5e-7f-00-0a, and the same group 239.255.0.10, as that of pair inbound in the same VLAN",
        found: "10.110.0.10",
        allowed: "an address whose last two bytes no other cluster in the VLAN has",
        fix: "give one of them another virtual IP, or use operationMode: multicast, which uses all four bytes",
      },
    ],
    notEvaluated: [],
  });
});

describe("clusters of two environments", () => {
  const first = { [MODE]: "igmpMulticast", "networks.voice.vlan": 120 };
  const other = (vlan: number | undefined) => ({
    environment: "prod",
    [MODE]: "igmpMulticast",
    [`${NLB}.virtualIp`]: "10.9.0.10",
    "networks.voice": { cidr: "10.9.0.0/24", gateway: "10.9.0.1", vlan, dedicated: true },
    "hosts.sip-a.interfaces.Local Area Connection 2.address": "10.9.0.11",
    "hosts.sip-b.interfaces.Local Area Connection 2.address": "10.9.0.12",
  });
  const both = (vlan: number | undefined) =>
    evaluateRule("nlb-hardware-address", nlbDeclaration(first), nlbDeclaration(other(vlan)));

  test("with one hardware address in VLANs of one number are found in the second, and may be acknowledged", () => {
    expect(both(120)).toEqual({
      found: [
        {
          environment: "prod",
          path: "pairs.inbound.highAvailability.windowsNlb.virtualIp",
          message:
            "the cluster of pair inbound has the same hardware address 01-00-5e-7f-00-0a, and the same group 239.255.0.10, as that of pair inbound of environment staging in VLAN 120, unless that is the VLAN of another site",
          found: "10.9.0.10",
          allowed: "an address whose last two bytes no other cluster in the VLAN has",
          fix: "give one of them another virtual IP, or use operationMode: multicast, which uses all four bytes; if the environments are at different sites, acknowledge this",
        },
      ],
      notEvaluated: [],
    });
  });

  test("hold in VLANs with other numbers, and if a network has none", () => {
    expect(both(121)).toEqual(HOLDS);
    expect(both(undefined)).toEqual(HOLDS);
  });
});

test("says nothing about an IPv6 virtual IP, which is found as such", () => {
  const changes = { [MODE]: "igmpMulticast", [`${NLB}.virtualIp`]: "2001:db8::10" };
  expect(evaluateRule("nlb-hardware-address", nlbDeclaration(changes))).toEqual(HOLDS);
});
