import { describe, expect, test } from "vitest";
import { applicabilities } from "../../lib/simulation/applicability";
import { ownerOf } from "../../lib/simulation/scenarios";
import { type Setting, settingOf } from "../../lib/simulation/setting";
import { sampleProxiedPair, sipProxyTopology } from "../options/sip-proxy/sip-proxy-sample";
import { type SampleOverrides, sampleTopology } from "../sample-topology";
import { singleHostSetting } from "./option-settings";
import { sampleSetting } from "./trial";

/** The scenarios that say nothing about a pair, among those of its option and those of any. */
const whyNotOf = (setting: Setting) =>
  applicabilities(setting).flatMap(({ scenario, whyNot }) =>
    whyNot === undefined || whyNot.startsWith("it belongs to the option ") ? [] : [[scenario.name, whyNot]],
  );
const whyNot = (overrides: SampleOverrides) => whyNotOf(sampleSetting(overrides));

describe("a scenario applies", () => {
  const SPLIT = ["control-servers-split", "it needs a backup Solution Control Server on another host"];

  test("to a takeover pair, unless its network or its Management Layer lacks what the scenario needs", () => {
    expect(whyNot({})).toEqual([
      SPLIT,
      ["arp-limit-shuts-port", "it needs arpPacketsPerSecond in the network of an IPv4 virtual IP"],
      ["neighbour-advertisements-lost", "it needs an IPv6 virtual IP"],
    ]);
  });

  test("to an IPv6 virtual IP, unless it is about ARP", () => {
    const voice = { cidr: "2001:db8::/64", gateway: "2001:db8::1", switching: { arpPacketsPerSecond: 15 } };
    expect(whyNot({ takeover: { virtualIp: "2001:db8::10" }, voice })).toEqual([
      SPLIT,
      ["only-replies-accepted", "it needs an IPv4 virtual IP"],
      ["arp-limit-shuts-port", "it needs arpPacketsPerSecond in the network of an IPv4 virtual IP"],
    ]);
  });

  test("only to pairs of its option, if it belongs to one", () => {
    const owned = applicabilities(sampleSetting()).filter(({ scenario }) => ownerOf(scenario) !== undefined);
    const others = owned.filter(({ scenario }) => ownerOf(scenario)!.name !== "ipAddressTakeover");
    expect(others.map(({ whyNot }) => whyNot)).toEqual(
      others.map(({ scenario }) => `it belongs to the option ${ownerOf(scenario)!.title}`),
    );
    // A switchover is a fault of every pair; only the device decides what happens to a peer's connections.
    expect(others.map(({ scenario }) => scenario.name)).toContain("connections-on-switchover");
    expect([owned.length - others.length, others.length].every((count) => count > 0)).toBe(true);
  });

  test("to pools with at least as many proxies and name servers as it needs", () => {
    const topology = sipProxyTopology();
    const found = applicabilities(settingOf(topology, sampleProxiedPair(topology))).filter(
      ({ scenario, whyNot }) => ownerOf(scenario)?.name === "sipProxy" && whyNot !== undefined,
    );
    expect(found.map(({ scenario, whyNot }) => [scenario.name, whyNot])).toEqual([
      ["all-but-one-proxy-down", "it needs three SIP Proxies or more"],
      ["one-name-server-down", "it needs two name servers or more"],
    ]);
  });

  const TWO_HOSTS = "it needs servers on two hosts";
  const ALARM = ["alarm-still-active", "it needs an alarm that starts control scripts"];

  test("to a pair on one host, unless it is about two hosts", () => {
    expect(whyNotOf(singleHostSetting())).toEqual([
      ["both-hosts-boot-together", TWO_HOSTS],
      SPLIT,
      ALARM,
      ["rolling-host-reboot", TWO_HOSTS],
      ["failback-after-host-loss", TWO_HOSTS],
    ]);
  });

  test("to a host with one interface, unless it is about losing one of two, which is the same as isolation there", () => {
    const eth0 = { network: "voice", address: "10.120.0.11" };
    const isLost = "it needs an interface for SIP besides the management interface on the primary's host";
    expect(whyNotOf(singleHostSetting({ "hosts.sip-a.interfaces": { eth0 } }))).toEqual([
      ["both-hosts-boot-together", TWO_HOSTS],
      ["primary-sip-interface-loss", isLost],
      ["primary-management-interface-loss", isLost],
      SPLIT,
      ALARM,
      ["rolling-host-reboot", TWO_HOSTS],
      ["failback-after-host-loss", TWO_HOSTS],
    ]);
  });

  test("to a pair whose host has the Management Layer, unless it is about the network between them", () => {
    const here = {
      "managementLayer.solutionControlServer.host": "sip-a",
      "managementLayer.messageServer.host": "sip-a",
      "hosts.sip-a.managementInterface": "eth0",
      "hosts.sip-b.managementInterface": "eth0",
    };
    const between = "it needs a Solution Control Server on another host than the primary's";
    const found = whyNotOf(singleHostSetting(here));
    expect(found.filter(([, reason]) => reason === between)).toEqual([
      ["primary-management-partition", between],
      ["primary-one-way-loss", between],
    ]);
  });

  test("to a pair without scripts and virtual IP, if it is about neither", () => {
    const topology = sampleTopology();
    const pair = { ...topology.pairs.get("inbound")!, highAvailability: { option: "singleHost", seats: 50 } };
    const setting = settingOf(topology, { ...pair, backup: { ...pair.backup, host: "sip-a" } });
    const found = applicabilities(setting).map(({ scenario, whyNot }) => [scenario.number, whyNot]);
    expect(found).toContainEqual(["S02", undefined]);
    expect(found).toContainEqual(["S16", "it needs an alarm that starts control scripts"]);
    expect(found).toContainEqual(["S17", "it belongs to the option IP Address Takeover"]);
    expect(found).toContainEqual(["S21", "it belongs to the option IP Address Takeover"]);
  });
});
