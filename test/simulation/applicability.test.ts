import { describe, expect, test } from "vitest";
import { applicabilities } from "../../lib/simulation/applicability";
import { settingOf } from "../../lib/simulation/setting";
import { type SampleOverrides, sampleTopology } from "../sample-topology";
import { sampleSetting } from "./trial";

const whyNot = (overrides: SampleOverrides) =>
  applicabilities(sampleSetting(overrides)).flatMap(({ scenario, whyNot }) =>
    whyNot === undefined ? [] : [[scenario.name, whyNot]],
  );

describe("a scenario applies", () => {
  const SPLIT = ["control-servers-split", "it needs a second Solution Control Server, and the model declares one"];

  test("to a takeover pair but for what its network and the Management Layer do not have", () => {
    expect(whyNot({})).toEqual([
      SPLIT,
      [
        "arp-limit-shuts-port",
        "it needs arpPacketsPerSecond in the network of a virtual IP that hosts announce by ARP",
      ],
      ["neighbour-advertisements-lost", "it needs an IPv6 virtual IP that hosts announce"],
    ]);
  });

  test("to an IPv6 virtual IP without what is ARP's", () => {
    const voice = { cidr: "2001:db8::/64", gateway: "2001:db8::1", switching: { arpPacketsPerSecond: 15 } };
    expect(whyNot({ takeover: { virtualIp: "2001:db8::10" }, voice })).toEqual([
      SPLIT,
      ["only-replies-accepted", "it needs an IPv4 virtual IP that hosts announce"],
      [
        "arp-limit-shuts-port",
        "it needs arpPacketsPerSecond in the network of a virtual IP that hosts announce by ARP",
      ],
    ]);
  });

  test("to a pair without scripts and virtual IP where it is about neither", () => {
    const topology = sampleTopology();
    const pair = { ...topology.pairs.get("inbound")!, highAvailability: { option: "singleHost", seats: 50 } };
    const setting = settingOf(topology, { ...pair, backup: { ...pair.backup, host: "sip-a" } });
    const found = applicabilities(setting).map(({ scenario, whyNot }) => [scenario.number, whyNot]);
    expect(found).toContainEqual(["S02", undefined]);
    expect(found).toContainEqual(["S16", "it needs an alarm that starts control scripts"]);
    expect(found).toContainEqual(["S17", "it needs control scripts that put a virtual IP on a host"]);
    expect(found).toContainEqual(["S21", "it needs a virtual IP that hosts announce"]);
  });
});
