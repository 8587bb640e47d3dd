import { expect, test } from "vitest";
import type { Duration } from "../../../lib/model/duration";
import { sampleSetting, tried } from "../../simulation/trial";

/** Who stops announcing, where a stranger comes up with the virtual IP so long after a switchover of which some do not hear. */
function stopped(after: Duration): string[] {
  const steps = [
    { inject: "announcements-lost" },
    { inject: "switchover" },
    { after, inject: "address-conflict" },
  ] as const;
  const { timeline } = tried(sampleSetting(), steps).run;
  return timeline.filter(({ action }) => action === "stops announcing").map(({ at, actor }) => `${at} ${actor}`);
}

test("who comes when a host has been alone at two looks has taken over from it, and that one stops announcing", () => {
  expect(stopped("1500ms")).toEqual(["2042 sip-b"]);
});

test("who comes before that may be an old holder whose answer was lost, and the announcing goes on", () => {
  expect(stopped("900ms")).toEqual([]);
});
