import { expect, test } from "vitest";
import { requirementsOf } from "../../lib/advice/pair-requirements";
import { bigIpDeclaration } from "../options/big-ip/big-ip-sample";
import { singleHostDeclaration } from "../options/single-host/single-host-sample";
import { sampleDeclaration, WINDOWS_HOST } from "../sample-declaration";
import { topologyOf } from "../topology-of";

const requirements = (declaration: object) => {
  const topology = topologyOf(declaration);
  return requirementsOf(topology, topology.pairs.get("inbound")!);
};

test("a pair's hosts give systems, hosts, cards and whether they share a network for SIP; what is not declared is unknown", () => {
  expect(requirements(sampleDeclaration())).toEqual({
    os: ["linux"],
    hosts: 2,
    sameSubnet: true,
    nics: 2,
    acceptsGratuitousArp: undefined,
    loadBalancer: undefined,
    seats: undefined,
    sipServerVersion: "8.1.104.10",
  });
});

test("the network for SIP says whether gratuitous ARP is accepted", () => {
  for (const accepts of [true, false])
    expect(
      requirements(sampleDeclaration({ "networks.voice.switching": { acceptsGratuitousArp: accepts } }))
        .acceptsGratuitousArp,
    ).toBe(accepts);
});

test("a network that is declared as dedicated is available; if none is, that does not mean that none can be", () => {
  const dedicated = (changes: object) => requirements(sampleDeclaration({ ...changes })).dedicatedVlan;
  expect(dedicated({ "networks.voice.dedicated": true })).toBe(true);
  expect(dedicated({ "networks.voice.dedicated": false })).toBeUndefined();
  expect(dedicated({ "networks.management.dedicated": true })).toBeUndefined();
});

test("a network that the Management Layer uses does not count for SIP if the host has another", () => {
  const apart = sampleDeclaration({
    "networks.west": { cidr: "10.130.0.0/24", gateway: "10.130.0.1" },
    "networks.management.switching": { acceptsGratuitousArp: true },
    "hosts.sip-b.interfaces.eth1": { network: "west", address: "10.130.0.12" },
  });
  expect(requirements(apart)).toMatchObject({ sameSubnet: false, acceptsGratuitousArp: undefined });
});

test("hosts with one interface have SIP on it", () => {
  const oneInterface = sampleDeclaration({
    "networks.management.switching": { acceptsGratuitousArp: true },
    "hosts.sip-a.interfaces": { eth0: { network: "management", address: "10.110.0.11" } },
    "hosts.sip-b.interfaces": { eth0: { network: "management", address: "10.110.0.12" } },
    "pairs.inbound.highAvailability.ipAddressTakeover": { virtualIp: "10.110.0.10", network: "management" },
  });
  expect(requirements(oneInterface)).toMatchObject({ sameSubnet: true, nics: 1, acceptsGratuitousArp: true });
});

test("a pair on one host has its seats, and one of each", () => {
  expect(requirements(singleHostDeclaration())).toMatchObject({ hosts: 1, os: ["linux"], sameSubnet: true, seats: 80 });
});

test("hosts with different operating systems have both", () => {
  expect(requirements(sampleDeclaration({ "hosts.sip-b": WINDOWS_HOST })).os).toEqual(["linux", "windows"]);
});

test.each([
  ["east", "east", true],
  ["east", "west", false],
  ["east", undefined, undefined],
])("hosts in %s and %s are in one data centre: %s", (one, other, same) => {
  const places = { "hosts.sip-a.dataCenter": one, "hosts.sip-b.dataCenter": other };
  expect(requirements(sampleDeclaration(places)).sameDataCenter).toBe(same);
});

test("one host is in one data centre, whichever that is", () => {
  expect(requirements(singleHostDeclaration()).sameDataCenter).toBe(true);
});

test("if hosts have different numbers of cards, the smaller number counts", () => {
  const third = { network: "management", address: "10.110.0.99" };
  const changes = { "hosts.sip-a.interfaces.eth2": third, "hosts.sip-a.managementInterface": "eth0" };
  expect(requirements(sampleDeclaration(changes)).nics).toBe(2);
});

test("a BIG-IP in the environment is available", () => {
  expect(requirements(bigIpDeclaration()).loadBalancer).toBe("big-ip");
});
