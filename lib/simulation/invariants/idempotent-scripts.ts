import { differenceAfter, hostWithRole } from "../rehearsal";
import type { Invariant } from "./invariant";
import { steadyState } from "./steady-state";

/** I19. An operator who is not sure whether a script has run may run it again. */
export const idempotentScripts: Invariant = {
  number: "I19",
  name: "idempotent-scripts",
  title: "a control script that is run again after its work is done changes nothing",
  applies: ({ behaviour }) => behaviour.script !== undefined,
  aftermath: (world, setting) => {
    // If the pair is not as it should be, a script may change exactly what was missing.
    if (steadyState.aftermath!(world, setting) !== undefined) return undefined;
    const { actionOf } = setting.behaviour.script!;
    for (const role of ["primary", "backup"] as const) {
      const host = hostWithRole(world, role);
      const difference = host === undefined ? undefined : differenceAfter(setting, world, host, [actionOf[role]]);
      if (difference !== undefined) return `${actionOf[role]} on ${host}, run again, changes ${difference}`;
    }
    return undefined;
  },
};
