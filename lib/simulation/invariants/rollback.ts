import { differenceAfter, hostWithRole } from "../rehearsal";
import type { Invariant } from "./invariant";
import { steadyState } from "./steady-state";

/** I20. The opposite step undoes a step that was taken by mistake. How long callers are misdirected meanwhile is for other invariants. */
export const rollback: Invariant = {
  number: "I20",
  name: "rollback",
  title: "a control script and then its opposite leave everything as it was, once neighbours have asked again",
  applies: ({ behaviour }) => behaviour.script !== undefined,
  aftermath: (world, setting) => {
    // If the pair is not as it should be, a script may change exactly what was missing.
    if (steadyState.aftermath!(world, setting) !== undefined) return undefined;
    const { primary, backup } = setting.behaviour.script!.actionOf;
    const steps = { primary: [backup, primary], backup: [primary, backup] } as const;
    for (const role of ["primary", "backup"] as const) {
      const host = hostWithRole(world, role);
      const difference = host === undefined ? undefined : differenceAfter(setting, world, host, steps[role]);
      if (difference !== undefined) return `${steps[role].join(" and then ")} on ${host} changes ${difference}`;
    }
    return undefined;
  },
};
