import { expect, test } from "vitest";
import type { Duration } from "../../../lib/model/duration";
import { sampleSetting, tried } from "../../simulation/trial";

/** Who stops announcing, if a stranger appears with the virtual IP this long after a switchover of which some do not hear. */
function stopped(after: Duration): string[] {
  const steps = [
    { inject: "announcements-lost" },
    { inject: "switchover" },
    { after, inject: "address-conflict" },
  ] as const;
  const { timeline } = tried(sampleSetting(), steps).run;
  return timeline.filter(({ action }) => action === "stops announcing").map(({ at, actor }) => `${at} ${actor}`);
}

test("if a stranger appears after a host was alone at two looks, it has taken over, and the host stops announcing", () => {
  expect(stopped("1500ms")).toEqual(["2042 sip-b"]);
});

test("a stranger that appears earlier may be an old holder whose answer was lost, and the announcing continues", () => {
  expect(stopped("900ms")).toEqual([]);
});
