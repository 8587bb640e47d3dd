import { expect, test } from "vitest";
import { takeoverDrill } from "../../../lib/options/ip-address-takeover/drill";
import { samplePair, sampleTopology } from "../../sample-topology";

test("a release by a watchdog is measured as a run of down; with a policy that waits for the peer, up is not measured", () => {
  const timers = (conflictPolicy: "take-at-once" | "refuse") => {
    const topology = sampleTopology({ takeover: { conflictPolicy } });
    return takeoverDrill(topology, samplePair(topology)).runLogs!.map((log) => log.timers);
  };
  const downs = { down: "script-down", release: "script-down" };
  expect(timers("take-at-once")).toEqual([
    { up: "script-up", ...downs },
    { up: "script-up", ...downs },
  ]);
  expect(timers("refuse")).toEqual([downs, downs]);
});
