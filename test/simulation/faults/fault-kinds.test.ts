import { describe, expect, test } from "vitest";
import { OPERATING_SYSTEMS, type OperatingSystem } from "../../../lib/model/operating-system";
import { CONFLICT_POLICIES } from "../../../lib/options/ip-address-takeover/model";
import { Course } from "../../../lib/simulation/course";
import { faultKinds } from "../../../lib/simulation/faults/fault-kinds";
import type { SampleOverrides } from "../../sample-topology";
import { sampleSetting } from "../trial";

const WATCHDOG = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;
const voice = { switching: { arpPacketsPerSecond: 7 } };

function system(os: OperatingSystem): NonNullable<SampleOverrides["hosts"]> {
  const installDirectory = os === "windows" ? "C:\\Genesys" : "/opt/genesys";
  return { "sip-a": { os, installDirectory }, "sip-b": { os, installDirectory } };
}

const pairs: readonly (readonly [string, SampleOverrides])[] = OPERATING_SYSTEMS.flatMap((os) =>
  [undefined, WATCHDOG].flatMap((watchdog) =>
    CONFLICT_POLICIES.map(
      (conflictPolicy) =>
        [
          `${os} ${conflictPolicy} ${watchdog === undefined ? "alone" : "watched"}`,
          { voice, hosts: system(os), takeover: { watchdog, conflictPolicy } },
        ] as const,
    ),
  ),
);

describe("every fault", () => {
  test.each(pairs)("strikes each of its targets, is healed and comes to an end: %s", (_, overrides) => {
    const setting = sampleSetting(overrides);
    const { world } = Course.begin(setting, "typical").run;
    for (const kind of faultKinds(setting).values())
      for (const on of kind.targets(world)) {
        const course = Course.begin(setting, "typical");
        course.inject(kind, on);
        course.toSettled();
        // A switchover in the middle of it, for effects that show only then.
        course.inject(faultKinds(setting).get("switchover")!, "");
        course.toSettled();
        if (kind.heal !== undefined) course.heal(kind, on);
        course.toEnd();
        expect([kind.name, on, course.failure, [...course.audit.failures]]).toEqual([kind.name, on, undefined, []]);
        expect(course.run.world.faults).toEqual([]);
        expect(course.run.happenings.next).toBeUndefined();
      }
  });

  test("has a name, and a title that says whom it strikes if it strikes somebody", () => {
    const setting = sampleSetting({ voice });
    const { world } = Course.begin(setting, "typical").run;
    for (const { name, title, targets } of faultKinds(setting).values()) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title).toMatch(/^[^\n]*[^\n.]$/);
      if (targets(world).some((on) => on !== "")) expect(title).toMatch(/\{(?:on|host)\}/);
    }
  });
});
