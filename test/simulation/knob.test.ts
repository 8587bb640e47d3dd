import { describe, expect, test } from "vitest";
import { knobs } from "../../lib/simulation/knob";
import { settingOf } from "../../lib/simulation/setting";
import { type SampleOverrides, samplePair, sampleTopology } from "../sample-topology";

const HOST_LOSS = { name: "a-test", title: "a test", steps: [{ inject: "host-power-loss", on: "primary" }] } as const;

function setting(overrides: SampleOverrides = {}, measured = new Map()) {
  const topology = sampleTopology(overrides);
  return settingOf(topology, samplePair(topology), measured);
}

describe("what shortens the longest outage", () => {
  test("is the timer on which the detection depends", () => {
    expect(knobs(setting(), HOST_LOSS)).toEqual([
      { key: "addpTimeout", now: "9s", half: "5s", before: 21_100, after: 13_100, findings: ["addp-short"] },
    ]);
  });

  test("has no end before, if somebody answers in the watched time only with the shorter timer", () => {
    const [knob] = knobs(setting(), { ...HOST_LOSS, until: "15s" });
    expect([knob!.key, knob!.before, knob!.after]).toEqual(["addpTimeout", "does-not-end", 13_100]);
  });

  test("is listed in the order of its effect", () => {
    const { managementLayer } = sampleTopology();
    const failureDetection = { ...managementLayer.failureDetection, disconnectSwitchoverTimeout: "30s" } as const;
    const slow = setting({ topology: { managementLayer: { ...managementLayer, failureDetection } } });
    expect(knobs(slow, HOST_LOSS).map(({ key, before, after }) => [key, before, after])).toEqual([
      ["disconnectSwitchoverTimeout", 51_100, 36_100],
      ["addpTimeout", 51_100, 43_100],
    ]);
  });

  test("has the findings of the checks after the change, except those that exist already or that somebody has accepted", () => {
    const { managementLayer } = sampleTopology();
    const failureDetection = { ...managementLayer.failureDetection, addpTimeout: "4s" } as const;
    const short = setting({ topology: { managementLayer: { ...managementLayer, failureDetection } } });
    const acknowledgements = [{ finding: "addp-short", on: "managementLayer", reason: "a network of its own" }];
    expect(knobs(short, HOST_LOSS).map(({ half, findings }) => [half, findings])).toEqual([["2s", []]]);
    expect(knobs(setting({ topology: { acknowledgements } }), HOST_LOSS)[0]?.findings).toEqual([]);
  });

  test("does not count an acknowledgement that becomes unnecessary as such a finding", () => {
    const acknowledgements = [{ finding: "recovery-time", on: "pairs.inbound", reason: "for now" }];
    const late = setting({ topology: { acknowledgements }, pair: { recoveryTimeObjective: "20s" } });
    expect(knobs(late, HOST_LOSS)[0]?.findings).toEqual(["addp-short"]);
  });

  test("is half of the time in whole seconds, or in milliseconds if the half is at most one second", () => {
    const halves = (["9s", "8s", "1500ms", "1s"] as const).map((addpTimeout) => {
      const { managementLayer } = sampleTopology();
      const failureDetection = { ...managementLayer.failureDetection, addpTimeout };
      return knobs(setting({ topology: { managementLayer: { ...managementLayer, failureDetection } } }), HOST_LOSS)[0];
    });
    expect(halves.map((one) => one?.half)).toEqual(["5s", "4s", "750ms", "500ms"]);
  });

  test("includes the option's own settings", () => {
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

  test("is nothing if the time was measured, or if no declared time counts", () => {
    const measured = new Map([["host-loss-detection", { minimum: 1, typical: 2, maximum: 3 }]]);
    expect(knobs(setting({}, measured), HOST_LOSS)).toEqual([]);
    expect(knobs(setting(), { ...HOST_LOSS, steps: [{ inject: "process-crash", on: "primary" }] })).toEqual([]);
  });
});
