import type { RoleScripts } from "../../checks/role-scripts";
import type { Topology } from "../../model/topology";
import { operatingSystemOf, type TakeoverPair } from "./model";
import { takeoverTiming } from "./timing";

/** How the control scripts of the pair keep time. */
export function takeoverRoleScripts(topology: Topology, pair: TakeoverPair): RoleScripts {
  const { highAvailability } = pair;
  const { events, cancelTimeout, lockTimeout, probeTimeout, watchdog } = highAvailability;
  const up = takeoverTiming(highAvailability, operatingSystemOf(topology, pair)).up.maximum;
  const looks = (["interval", "isolationTimeout", "announceInterval"] as const).map(
    (key) => watchdog && ([["watchdog", key], watchdog[key]] as const),
  );
  return {
    moves: "the virtual IP",
    events,
    cancelTimeout,
    lockTimeout,
    longestRun: up,
    waitsFor: "probeTimeout",
    timers: [
      [["probeTimeout"], probeTimeout],
      [["lockTimeout"], lockTimeout],
      ...looks.filter((look) => look !== undefined),
    ],
  };
}
