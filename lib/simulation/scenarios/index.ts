import { oneOf, type Problem, show } from "../../errors";
import { faultKinds } from "../faults/fault-kinds";
import { initialWorld } from "../initial-world";
import type { Scenario } from "../scenario";
import type { Setting } from "../setting";

/** A scenario of the catalogue. */
export interface CatalogueScenario extends Scenario {
  /** As in the catalogue: `S04`. */
  readonly number: string;
}

export const scenarios: readonly CatalogueScenario[] = [
  {
    number: "S01",
    name: "switchover-by-hand",
    title: "somebody orders a switchover",
    steps: [{ inject: "switchover" }],
  },
  {
    number: "S02",
    name: "primary-process-crash",
    title: "the process of the primary ends",
    steps: [{ inject: "process-crash", on: "primary" }],
  },
  {
    number: "S04",
    name: "primary-host-power-loss",
    title: "the host of the primary loses its power",
    steps: [{ inject: "host-power-loss", on: "primary" }],
  },
];

/** The scenario of the catalogue that has the name. */
export function scenarioNamed(name: string): CatalogueScenario | undefined {
  return scenarios.find((scenario) => scenario.name === name);
}

/** Scenarios of the catalogue that say something about the pair. */
export function applicableScenarios(setting: Setting): readonly CatalogueScenario[] {
  return scenarios.filter((scenario) => checkScenario(setting, scenario).length === 0);
}

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
