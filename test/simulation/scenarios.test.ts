import { describe, expect, test } from "vitest";
import { PACES } from "../../lib/operation/span";
import { applicabilities } from "../../lib/simulation/applicability";
import { courseOf } from "../../lib/simulation/course";
import { scenarioNamed, scenarios } from "../../lib/simulation/scenarios";
import type { SampleOverrides } from "../sample-topology";
import { bigIpSetting, nlbSetting, sipProxySetting } from "./option-settings";
import { outagesOf } from "./outages";
import { sampleSetting } from "./trial";

type Outages = readonly (readonly (number | "for ever")[])[];
type Row = readonly [scenario: string, outages: Outages, broken: readonly string[]];

const FOR_EVER = [["for ever"], ["for ever"], ["for ever"]] as const;
const NONE = [[], [], []] as const;
const HAND = [[15], [33], [2_500]] as const;
const CRASH = [[16], [85], [4_100]] as const;
const HOST_LOSS = [[9_015], [13_535], [21_100]] as const;
const NO_ADDRESS = ["recovery-time", "some-holder", "steady-state"];

/** How long nobody answers, each time, at each pace; and what is broken in the usual course. */
const ALONE: readonly Row[] = [
  [
    "switchover-by-hand",
    [
      [15, 15],
      [33, 33],
      [2_500, 2_500],
    ],
    [],
  ],
  ["primary-process-crash", CRASH, []],
  ["primary-process-hang", [[600_000], [600_000], [600_000]], ["recovery-time"]],
  ["primary-host-power-loss", HOST_LOSS, []],
  ["primary-host-reboot", CRASH, []],
  ["both-hosts-boot-together", [[80_226], [191_073], [813_100]], []],
  ["backup-crash-then-primary-crash", [[167], [10_085], [122_550]], []],
  ["primary-sip-interface-loss", [[600_000], [600_000], [600_000]], ["recovery-time", "some-holder"]],
  ["primary-management-interface-loss", NONE, ["one-holder", "one-primary"]],
  ["primary-host-isolation", HOST_LOSS, []],
  ["primary-crash-without-control-server", [[60_025], [61_035], [93_100]], ["recovery-time"]],
  ["primary-management-partition", NONE, ["one-holder", "one-primary"]],
  ["primary-one-way-loss", NONE, ["one-holder", "one-primary"]],
  [
    "primary-crash-without-message-server",
    FOR_EVER,
    ["holder-is-primary", "reactions-once", "recovery-time", "steady-state"],
  ],
  ["alarm-still-active", FOR_EVER, ["reactions-once", ...NO_ADDRESS]],
  ["up-fails-on-backup", FOR_EVER, NO_ADDRESS],
  ["up-hangs-on-backup", FOR_EVER, NO_ADDRESS],
  ["down-fails-on-primary", HAND, ["holder-is-primary", "one-holder", "steady-state"]],
  ["down-hangs-on-primary", HAND, ["holder-is-primary", "one-holder", "steady-state"]],
  ["up-before-down", HAND, ["holder-is-primary", "one-holder"]],
  [
    "scripts-in-wrong-order",
    [[25_000], [909_988], [14_409_000]],
    ["holder-is-primary", "neighbours-at-holder", "one-holder", "recovery-time"],
  ],
  [
    "scripts-overlap",
    [
      [15, 8_015],
      [33, 8_033],
      [2_000, 10_000],
    ],
    ["neighbours-at-holder"],
  ],
  ["scripts-run-twice", NONE, []],
  ["announcements-lost", CRASH, ["neighbours-at-holder"]],
  ["only-replies-accepted", CRASH, []],
  ["arp-limit-shuts-port", HAND, []],
  ["address-conflict", [[60_015], [60_022], [62_000]], ["one-holder", "recovery-time"]],
  ["virtual-ip-persistent", CRASH, ["virtual-ip-not-persistent"]],
  ["virtual-ip-taken-off", [[600_000], [600_000], [600_000]], ["recovery-time", "some-holder"]],
  [
    "switchover-flap",
    [
      [15, 15, 15],
      [33, 33, 33],
      [2_500, 2_500, 2_500],
    ],
    [],
  ],
  ["switchover-flap-at-once", [[15, 15, 15], [33, 33, 33], [6_500]], []],
  ["primary-host-stun", [[5_000], [13_535], [21_100]], []],
  ["configuration-server-unreachable", CRASH, []],
  ["rolling-server-restart", HAND, []],
  ["rolling-host-reboot", HAND, []],
  [
    "failback-after-host-loss",
    [
      [9_015, 15],
      [13_535, 33],
      [21_100, 2_500],
    ],
    [],
  ],
];

/** The same with a watchdog, if it has a part in it. */
const WATCHED: readonly Row[] = [
  ["primary-management-interface-loss", NONE, []],
  ["primary-host-isolation", HOST_LOSS, []],
  ["primary-crash-without-control-server", [[60_025], [61_035], [93_100]], ["recovery-time"]],
  // The virtual IP is in one place, and T-Library clients still reach two primaries.
  ["primary-management-partition", NONE, ["one-primary"]],
  ["primary-one-way-loss", NONE, ["one-primary"]],
  ["scripts-in-wrong-order", [[10_000], [40_000], [74_000]], ["recovery-time"]],
  ["primary-host-stun", [[5_000], [13_535], [21_100]], []],
  ["virtual-ip-taken-off", [[4_400], [5_900], [10_500]], []],
];

const LIMIT = { switching: { arpPacketsPerSecond: 15 } };
const WATCHDOG = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;

function found(name: string, overrides: SampleOverrides): Row {
  const setting = sampleSetting(overrides);
  const scenario = scenarioNamed(name)!;
  const courses = PACES.map((pace) => courseOf(setting, scenario, pace));
  expect(courses.map(({ failure, audit }) => [failure, audit.failures.size])).toEqual(PACES.map(() => [undefined, 0]));
  return [name, courses.map(outagesOf), [...courses[1]!.audit.violations.keys()].sort()];
}

describe("the catalogue", () => {
  test("has descriptive names, each once, and every number except that of the sweep", () => {
    const names = scenarios.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, title } of scenarios) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title).toMatch(/^[^\n]*[^\n.]$/);
    }
    const numbers = new Set(scenarios.map(({ number }) => number));
    // Any two faults together, S40, are what the sweep tries.
    const all = Array.from({ length: 39 }, (_, index) => `S${String(index + 1).padStart(2, "0")}`);
    expect([...numbers]).toEqual([...all, undefined]);
    expect(scenarios.filter(({ number }) => number === undefined).map(({ name }) => name)).toEqual([
      "virtual-ip-taken-off",
      "device-loss",
    ]);
  });

  test("has the power loss of the primary's host under its fixed name", () => {
    expect(scenarioNamed("primary-host-power-loss")?.number).toBe("S04");
  });

  test("has an expectation for the sample pair scenario by scenario, in full", () => {
    const applying = applicabilities(sampleSetting({ voice: LIMIT })).filter(({ whyNot }) => whyNot === undefined);
    expect(ALONE.map(([name]) => name).sort()).toEqual(applying.map(({ scenario }) => scenario.name).sort());
  });
});

describe.each([
  ["takeover", sampleSetting()],
  ["NLB", nlbSetting()],
  ["BIG-IP", bigIpSetting()],
  ["SIP Proxy", sipProxySetting()],
])("planned work breaks nothing, at any pace: %s", (_, setting) => {
  test.each(["switchover-by-hand", "rolling-server-restart", "rolling-host-reboot", "failback-after-host-loss"])(
    "%s",
    (name) => {
      const courses = PACES.map((pace) => courseOf(setting, scenarioNamed(name)!, pace));
      expect(courses.flatMap(({ audit }) => [...audit.violations.keys()])).toEqual([]);
    },
  );
});

describe("a takeover pair", () => {
  test.each(ALONE)("without a watchdog comes through %s as expected", (...row) => {
    expect(found(row[0], { voice: LIMIT })).toEqual(row);
  });

  test.each(WATCHED)("with a watchdog comes through %s as expected", (...row) => {
    expect(found(row[0], { voice: LIMIT, takeover: { watchdog: WATCHDOG } })).toEqual(row);
  });

  test("notices the loss of the SIP interface at once if it monitors SIP traffic", () => {
    const overrides = { pair: { options: { TServer: { "sip-pass-check": "true" } } } };
    expect(found("primary-sip-interface-loss", overrides)).toEqual(["primary-sip-interface-loss", CRASH, []]);
  });

  test("loses the port of the host that takes over if the switch accepts fewer announcements than it sends", () => {
    const overrides = { voice: { switching: { arpPacketsPerSecond: 7 } } };
    const [, outages, broken] = found("arp-limit-shuts-port", overrides);
    expect(outages[1]).toEqual([33, 599_958]);
    expect(broken).toEqual(["announcement-limit", "recovery-time", "some-holder"]);
  });

  test("gets no virtual IP on Windows while a stranger has it, and waits for it in vain", () => {
    const windows = { os: "windows", installDirectory: "C:\\Genesys" } as const;
    const overrides = { hosts: { "sip-a": windows, "sip-b": windows } };
    const [, outages, broken] = found("address-conflict", overrides);
    expect(outages[1]).toEqual(["for ever"]);
    expect(broken).toEqual(["one-holder", ...NO_ADDRESS]);
  });
});
