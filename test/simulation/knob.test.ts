import { describe, expect, test } from "vitest";
import { knobs } from "../../lib/simulation/knob";
import { settingOf } from "../../lib/simulation/setting";
import { type SampleOverrides, samplePair, sampleTopology } from "../sample-topology";

const HOST_LOSS = { name: "a-test", title: "a test", steps: [{ inject: "host-power-loss", on: "primary" }] } as const;

function setting(overrides: SampleOverrides = {}, measured = new Map()) {
  const topology = sampleTopology(overrides);
  return settingOf(topology, samplePair(topology), measured);
}

describe("what makes the longest outage shorter", () => {
  test("is the timer that the detection rests on", () => {
    expect(knobs(setting(), HOST_LOSS)).toEqual([
      { key: "addpTimeout", now: "9s", half: "4500ms", before: 21_100, after: 12_100 },
    ]);
  });

  test("is told in the order of how much it helps", () => {
    const { managementLayer } = sampleTopology();
    const failureDetection = { ...managementLayer.failureDetection, disconnectSwitchoverTimeout: "30s" } as const;
    const slow = setting({ topology: { managementLayer: { ...managementLayer, failureDetection } } });
    expect(knobs(slow, HOST_LOSS).map(({ key, before, after }) => [key, before, after])).toEqual([
      ["disconnectSwitchoverTimeout", 51_100, 36_100],
      ["addpTimeout", 51_100, 42_100],
    ]);
  });

  test("reaches into the option's own settings", () => {
    const watchdog = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;
    const lost = {
      ...HOST_LOSS,
      steps: [
        { inject: "announcements-lost" },
        { inject: "host-power-loss", on: "primary" },
        { after: "30s", heal: "announcements-lost" },
      ],
    } as const;
    const noGateway = { voice: { gateway: undefined }, takeover: { watchdog } } as never;
    expect(knobs(setting(noGateway), lost).map(({ key }) => key)).toContain("announceInterval");
  });

  test("is nothing where the time was measured, or no declared time counts", () => {
    const measured = new Map([["host-loss-detection", { minimum: 1, typical: 2, maximum: 3 }]]);
    expect(knobs(setting({}, measured), HOST_LOSS)).toEqual([]);
    expect(knobs(setting(), { ...HOST_LOSS, steps: [{ inject: "process-crash", on: "primary" }] })).toEqual([]);
  });
});
