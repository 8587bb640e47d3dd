import type { CatalogueScenario } from "../operation/catalogue-scenario";
import type { FaultDrill } from "../operation/drill";
import type { ScenarioStep } from "../operation/scenario";
import { PACES, type Pace } from "../operation/span";
import type { World } from "../operation/world";
import { whyNotApplicable } from "../simulation/applicability";
import { faultKinds } from "../simulation/faults/fault-kinds";
import { reasonOf } from "../simulation/reason-of";
import type { Setting } from "../simulation/setting";
import { simulate } from "../simulation/simulate";
import { type DrilledStep, drilledCourse, drilledSteps } from "./drilled-course";

/** The steps of a scenario's drill on a pair, and what becomes of the pair in them. */
export interface Drilled {
  readonly steps: readonly ScenarioStep[];
  readonly courses: Readonly<Record<Pace, readonly DrilledStep[]>>;
}

/** The same, or the reason why there is no drill of the scenario, as a clause. */
export type Drillable = Drilled | { readonly whyNot: string };

/**
 * Whether a scenario of the catalogue is tried on a pair. The scenario must apply, and its data must allow a drill. Each of its steps must be possible on a
 * real system. In the simulator, the pair must answer again after each step without breaking an invariant. If the roles are exchanged at the end, a last
 * switchover restores them.
 */
export function drillable(setting: Setting, scenario: CatalogueScenario): Drillable {
  const whyNot = whyNotApplicable(setting, scenario);
  if (whyNot !== undefined) return { whyNot };
  const { drill } = scenario;
  if (drill === undefined) return { whyNot: "nobody has said how it is done on a real pair" };
  if ("whyNot" in drill) return drill;
  const undone = scenario.steps.find(
    (step) => faultKinds(setting).get((step.inject ?? step.heal)!)?.drill === undefined,
  );
  if (undone !== undefined)
    return { whyNot: `nobody has said how ${undone.inject ?? undone.heal} is done on a real pair` };
  try {
    const steps = backAsDeclared(setting, drilledSteps(scenario));
    return followed(setting, scenario, steps);
  } catch (error) {
    return { whyNot: cannotFollow(reasonOf(error)) };
  }
}

function cannotFollow(message: string): string {
  return `the simulator cannot follow it: ${message}`;
}

/** How a step is done, in the world in which it begins. */
export function faultDrill(setting: Setting, { inject, heal, on = "" }: ScenarioStep, world: World): FaultDrill {
  return faultKinds(setting).get((inject ?? heal)!)!.drill!(world, on);
}

/** A drill ends as it began, because the next drill, and everybody's habits, start from the declared roles. */
function backAsDeclared(setting: Setting, steps: readonly ScenarioStep[]): readonly ScenarioStep[] {
  const { declared, servers } = drilledCourse(setting, steps, "typical").at(-1)!.after;
  return servers[declared.backup]!.role === "primary" ? [...steps, { after: "settled", inject: "switchover" }] : steps;
}

function followed(setting: Setting, { name, title }: CatalogueScenario, steps: readonly ScenarioStep[]): Drillable {
  const { verdicts, failures } = simulate(setting, { name, title, steps });
  if (failures[0] !== undefined) return { whyNot: cannotFollow(failures[0].message) };
  const courses = {
    minimum: drilledCourse(setting, steps, "minimum"),
    typical: drilledCourse(setting, steps, "typical"),
    maximum: drilledCourse(setting, steps, "maximum"),
  };
  for (const pace of PACES) {
    const silent = courses[pace].findIndex(({ isAnswered }) => !isAnswered);
    if (silent !== -1)
      return { whyNot: `the simulator sees nobody answer after step ${silent + 1} until somebody repairs the fault` };
  }
  const broken = verdicts.find(({ verdict }) => verdict === "broken");
  if (broken !== undefined)
    return { whyNot: `the simulator says that it breaks ${broken.invariant.name}: fix that first` };
  return { steps, courses };
}
