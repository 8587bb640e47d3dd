import type { RoleScripts } from "../../checks/role-scripts";
import type { NlbPair } from "./model";
import { nlbTiming } from "./timing";

/** The times of the pair's control scripts. */
export function nlbRoleScripts({ highAvailability }: NlbPair): RoleScripts {
  const { events, cancelTimeout, lockTimeout, convergenceTimeout } = highAvailability;
  const { longestRun } = nlbTiming(highAvailability);
  return {
    moves: "the ports of the virtual IP",
    events,
    cancelTimeout,
    lockTimeout,
    longestRun,
    waitsFor: "convergenceTimeout",
    timers: [
      [["convergenceTimeout"], convergenceTimeout],
      [["lockTimeout"], lockTimeout],
    ],
  };
}
