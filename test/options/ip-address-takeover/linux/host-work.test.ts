import { expect, test } from "vitest";
import { takeoverHostWork } from "../../../../lib/options/ip-address-takeover/artifacts";
import { samplePair, sampleTopology } from "../../../sample-topology";

test("a host of the pair needs its tools, interfaces, the virtual IP, the control script and the release at boot", () => {
  const topology = sampleTopology();
  expect(takeoverHostWork(topology, samplePair(topology), "sip-a")).toEqual({
    tools: ["arping", "flock", "ip", "stat", "timeout"],
    interfaces: [
      { name: "eth0", address: "10.110.0.11" },
      { name: "eth1", address: "10.120.0.11" },
    ],
    virtualIps: [{ address: "10.120.0.10", interface: "eth1", peerAddress: "10.120.0.12" }],
    controlScripts: ["/opt/genesys/sip-ha/inbound-vip"],
    bootUnits: ["inbound-vip-release.service"],
    serviceUnits: [],
  });
});

test("the backup's host has the primary's as its peer", () => {
  const topology = sampleTopology();
  expect(takeoverHostWork(topology, samplePair(topology), "sip-b").virtualIps[0]?.peerAddress).toBe("10.120.0.11");
});

test("a watchdog adds ping and a service", () => {
  const topology = sampleTopology({
    takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
  });
  const work = takeoverHostWork(topology, samplePair(topology), "sip-a");
  expect(work.tools).toEqual(["arping", "flock", "ip", "ping", "stat", "timeout"]);
  expect(work.serviceUnits).toEqual(["inbound-vip-watchdog.service"]);
});

test("a host with one interface for everything is asked for that interface once", () => {
  const eth1 = { name: "eth1", network: "voice", address: "10.120.0.11" };
  const topology = sampleTopology({ hosts: { "sip-a": { interfaces: [eth1], managementInterface: "eth1" } } });
  expect(takeoverHostWork(topology, samplePair(topology), "sip-a").interfaces).toEqual([
    { name: "eth1", address: "10.120.0.11" },
  ]);
});

test("a host that does not belong to the pair has nothing to do", () => {
  const topology = sampleTopology();
  const work = takeoverHostWork(topology, samplePair(topology), "mgmt-1");
  expect(Object.values(work).flat()).toEqual([]);
});
