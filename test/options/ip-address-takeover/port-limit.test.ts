import { describe, expect, test } from "vitest";
import type { ScenarioStep } from "../../../lib/operation/scenario";
import { takeoverWorldOf } from "../../../lib/options/ip-address-takeover/takeover-scene";
import type { SampleOverrides } from "../../sample-topology";
import { sampleSetting, tried } from "../../simulation/trial";

const SHUTS_AND_SWITCHES: readonly ScenarioStep[] = [{ inject: "dai-limit" }, { inject: "switchover" }];
const HEALED: readonly ScenarioStep[] = [...SHUTS_AND_SWITCHES, { after: "10m", heal: "dai-limit" }];

/** What the switch does on the way, which ports it has shut in the end, and who serves then. */
function told(arpPacketsPerSecond: number | undefined, steps: readonly ScenarioStep[]) {
  const { timeline, world, services } = tried(
    sampleSetting({ voice: { switching: { arpPacketsPerSecond } } }),
    steps,
  ).run;
  return {
    lines: timeline.filter(({ actor }) => actor === "the switch").map(({ action, why }) => [action, why]),
    shut: Object.keys(takeoverWorldOf(world).shutPorts),
    isLinked: world.hosts["sip-b"]!.interfaces.eth1,
    by: services.at(-1)!.by,
  };
}

const SHUT = [["shuts the port of sip-b", "8 ARP packets in a second, and it takes 7"]];

describe("a switch that shuts ports at its ARP limit", () => {
  test("cuts off the host that sends more, so that nobody serves", () => {
    expect(told(7, SHUTS_AND_SWITCHES)).toEqual({ lines: SHUT, shut: ["sip-b"], isLinked: false, by: undefined });
  });

  test("has the port open again when that is over", () => {
    expect(told(7, HEALED)).toEqual({ lines: SHUT, shut: [], isLinked: true, by: "SIP_In_B" });
  });

  test("leaves a host alone that sends no more than it accepts", () => {
    expect(told(8, SHUTS_AND_SWITCHES)).toEqual({ lines: [], shut: [], isLinked: true, by: "SIP_In_B" });
  });

  test("does so only after it is configured", () => {
    expect(told(7, [{ inject: "switchover" }]).lines).toEqual([]);
  });
});

test("the fault strikes nothing if no limit is declared, or with IPv6, which does not use ARP", () => {
  const targets = (overrides: SampleOverrides) => {
    const setting = sampleSetting(overrides);
    const fault = setting.behaviour.faults.find(({ name }) => name === "dai-limit")!;
    return fault.targets(tried(setting, []).run.world);
  };
  const switching = { arpPacketsPerSecond: 8 };
  const ipv6 = { cidr: "2001:db8:20::/64", gateway: "2001:db8:20::1" } as const;
  expect(targets({ voice: { switching } })).toEqual([""]);
  expect(targets({})).toEqual([]);
  expect(targets({ voice: { ...ipv6, switching }, takeover: { virtualIp: "2001:db8:20::10" } })).toEqual([]);
});
