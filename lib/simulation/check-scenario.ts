import { oneOf, type Problem, show } from "../errors";
import { faultKinds } from "./faults/fault-kinds";
import { initialWorld } from "./initial-world";
import type { Scenario } from "./scenario";
import type { Setting } from "./setting";

/** What keeps a scenario from being tried on the pair: faults and targets that it does not have. */
export function checkScenario(setting: Setting, { steps }: Scenario): Problem[] {
  const kinds = faultKinds(setting);
  const world = initialWorld(setting);
  return steps.flatMap(({ inject, heal, on = "" }): Problem[] => {
    const name = inject ?? heal ?? "";
    const kind = kinds.get(name);
    if (kind === undefined)
      return [
        {
          code: "unknown-fault",
          message: `there is no fault ${show(name)}`,
          found: show(name),
          allowed: oneOf([...kinds.keys()]),
          fix: "name one of the faults",
        },
      ];
    const targets = kind.targets(world);
    if (targets.includes(on)) return [];
    return [
      {
        code: "unknown-target",
        message: `${name} cannot strike ${show(on)}`,
        found: show(on),
        allowed: oneOf(targets.map((target) => (target === "" ? "nothing" : target))),
        fix: "name one of the targets",
      },
    ];
  });
}
