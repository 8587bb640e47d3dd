import { describe, expect, test } from "vitest";
import { drillable } from "../../lib/drill/drillable";
import { outageIntervals } from "../../lib/drill/outage-interval";
import { scenarios } from "../../lib/simulation/scenarios";
import { type Setting, settingOf } from "../../lib/simulation/setting";
import { manyPairs } from "../many-pairs";
import { topologyOf } from "../topology-of";

/** Three pairs; the second has another watchdog, and Message Server on one of its hosts. */
function settings(): Setting[] {
  const { managementLayer, pairs, ...declared } = manyPairs(3);
  const second = (pairs as Record<string, { highAvailability: { ipAddressTakeover: Record<string, unknown> } }>)[
    "pair-1"
  ]!;
  second.highAvailability.ipAddressTakeover.watchdog = { interval: "3s" };
  const topology = topologyOf({
    ...declared,
    pairs,
    managementLayer: {
      ...(managementLayer as Record<string, unknown>),
      messageServer: { application: "MS", host: "sip-1a" },
    },
  });
  return [...topology.pairs.values()].map((pair) => settingOf(topology, pair));
}

/** The outages of every scenario that is drilled. */
const intervalsOf = (setting: Setting) =>
  scenarios.flatMap((scenario) => {
    const found = drillable(setting, scenario);
    return "steps" in found ? [outageIntervals(setting, found.steps)] : [];
  });

describe("the outages of a pair's drill", () => {
  test("are searched for once for all pairs of an environment that differ only in names", () => {
    const [first, , third] = settings().map(intervalsOf);
    expect(first!.length).toBeGreaterThan(0);
    expect(third!.length).toBe(first!.length);
    for (const [index, intervals] of third!.entries()) expect(intervals).toBe(first![index]);
  });

  test("come from the pair's own courses, whatever pairs were looked at before", () => {
    const together = settings().map(intervalsOf);
    const alone = [0, 1, 2].map((index) => intervalsOf(settings()[index]!));
    expect(together).toEqual(alone);
    expect(together[1]).not.toEqual(together[0]);
  });
});
