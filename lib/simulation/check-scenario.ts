import { errors, type Problem } from "../errors";
import { type Duration, isDuration, milliseconds } from "../model/duration";
import type { FaultKind } from "../operation/fault-kind";
import type { Scenario, ScenarioStep } from "../operation/scenario";
import type { World } from "../operation/world";
import { faultKinds } from "./faults/fault-kinds";
import { initialWorld } from "./initial-world";
import { SCENARIO_NAME, UNWATCHED } from "./scenario-declaration";
import { scenarioNamed } from "./scenarios";
import type { Setting } from "./setting";

const DURATION = "a whole number with its unit: ms, s, m or h";

/** Everything that is wrong with a scenario that somebody has written, before it runs. */
export function checkScenario(setting: Setting, scenario: Scenario): Problem[] {
  const { name, steps, until } = scenario;
  const kinds = faultKinds(setting);
  const world = initialWorld(setting);
  const lasting = new Set<string>();
  return [
    ...checkName(name, scenario),
    ...(steps.length === 0 ? [errors.scenarioEmpty()] : []),
    ...steps.flatMap((step, index) => checkStep(kinds, world, lasting, step, `step ${index + 1}`)),
    ...checkEnd(until),
  ];
}

function checkEnd(until: unknown): Problem[] {
  if (until === undefined) return [];
  if (!isDurationValue(until)) return [errors.scenarioDuration("the end", "until", until, DURATION)];
  return milliseconds(until) > 0 ? [] : [{ ...UNWATCHED, found: until }];
}

function checkName(name: unknown, scenario: Scenario): Problem[] {
  if (typeof name !== "string" || !SCENARIO_NAME.test(name)) return [errors.scenarioName(name)];
  const known = scenarioNamed(name);
  return known === undefined || known === scenario ? [] : [errors.scenarioTaken(name)];
}

function checkStep(
  kinds: ReadonlyMap<string, FaultKind>,
  world: World,
  lasting: Set<string>,
  { after, inject, heal, on = "" }: ScenarioStep,
  step: string,
): Problem[] {
  const isTimed = after === undefined || after === "settled" || isDurationValue(after);
  const problems = isTimed ? [] : [errors.scenarioDuration(step, "after", after, `${DURATION}; or settled`)];
  const found = [...(inject === undefined ? [] : ["inject"]), ...(heal === undefined ? [] : ["heal"])];
  if (found.length !== 1) return [...problems, within(step, errors.stepChoice(found))];
  const fault = (inject ?? heal)!;
  const kind = kinds.get(fault);
  if (kind === undefined)
    return [...problems, within(step, errors.unknownName("fault", fault, [...kinds.keys()].sort()))];
  const targets = kind.targets(world);
  if (!targets.includes(on)) return [...problems, errors.unknownFaultTarget(step, fault, on, targets)];
  const struck = `${fault} ${on}`;
  if (inject !== undefined) lasting.add(struck);
  else if (kind.heal === undefined || !lasting.delete(struck))
    problems.push(errors.nothingToMend(step, struck.trim(), kind.heal !== undefined));
  return problems;
}

function within(step: string, problem: Problem): Problem {
  return { ...problem, message: `${step}: ${problem.message}` };
}

/** Scenarios may come from a file, where anything can stand. */
function isDurationValue(value: unknown): value is Duration {
  return typeof value === "string" && isDuration(value);
}
