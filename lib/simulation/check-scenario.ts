import { errors, type Problem } from "../errors";
import { DURATION_RULE, type Duration, durationFix, isDuration, milliseconds } from "../model/duration";
import type { FaultKind } from "../operation/fault-kind";
import type { Scenario, ScenarioStep } from "../operation/scenario";
import type { World } from "../operation/world";
import { faultKinds } from "./faults/fault-kinds";
import { initialWorld } from "./initial-world";
import { SCENARIO_NAME, UNWATCHED } from "./scenario-declaration";
import { scenarioNamed } from "./scenarios";
import type { Setting } from "./setting";

/** Everything that is wrong with a scenario that a user has written, found before it runs. */
export function checkScenario(setting: Setting, scenario: Scenario): Problem[] {
  const { name, steps, until } = scenario;
  const kinds = faultKinds(setting);
  const world = initialWorld(setting);
  const struck = new Map<string, Struck>();
  return [
    ...checkName(name, scenario),
    ...(steps.length === 0 ? [errors.scenarioEmpty()] : []),
    ...steps.flatMap((step, index) => checkStep(kinds, world, struck, step, `step ${index + 1}`)),
    ...checkEnd(until),
  ];
}

function checkEnd(until: unknown): Problem[] {
  if (until === undefined) return [];
  if (!isDurationValue(until))
    return [errors.scenarioDuration("the end", "until", until, DURATION_RULE, durationFix(until))];
  return milliseconds(until) > 0 ? [] : [{ ...UNWATCHED, found: until }];
}

function checkName(name: unknown, scenario: Scenario): Problem[] {
  if (typeof name !== "string" || !SCENARIO_NAME.test(name)) return [errors.scenarioName(name)];
  const known = scenarioNamed(name);
  return known === undefined || known === scenario ? [] : [errors.scenarioTaken(name)];
}

/** The state of a fault on its target after the steps so far. */
interface Struck {
  readonly on: string;
  /** The last step that injected or repaired it. */
  readonly step: string;
  /** `perhaps over`: another fault has struck the same target since; a loss of power, for example, ends a process that hangs. */
  readonly state: "there" | "perhaps over" | "mended";
}

function checkStep(
  kinds: ReadonlyMap<string, FaultKind>,
  world: World,
  struck: Map<string, Struck>,
  { after, inject, heal, on = "" }: ScenarioStep,
  step: string,
): Problem[] {
  const isTimed = after === undefined || after === "settled" || isDurationValue(after);
  const problems = isTimed
    ? []
    : [errors.scenarioDuration(step, "after", after, `${DURATION_RULE}; or settled`, durationFix(after))];
  const found = [...(inject === undefined ? [] : ["inject"]), ...(heal === undefined ? [] : ["heal"])];
  if (found.length !== 1) return [...problems, within(step, errors.stepChoice(found))];
  const fault = (inject ?? heal)!;
  const kind = kinds.get(fault);
  if (kind === undefined)
    return [...problems, within(step, errors.unknownName("fault", fault, [...kinds.keys()].sort()))];
  const targets = kind.targets(world);
  if (!targets.includes(on)) return [...problems, errors.unknownFaultTarget(step, fault, on, targets)];
  const key = `${fault} ${on}`.trim();
  const last = struck.get(key);
  if (heal !== undefined && (kind.heal === undefined || last === undefined || last.state === "mended"))
    return [...problems, errors.nothingToMend(step, key, kind.heal !== undefined, last?.step)];
  if (inject !== undefined && kind.heal !== undefined && last?.state === "there")
    return [...problems, errors.faultThere(step, key, last.step)];
  for (const [other, known] of struck)
    if (known.on === on && known.state === "there") struck.set(other, { ...known, state: "perhaps over" });
  struck.set(key, { on, step, state: inject === undefined ? "mended" : "there" });
  return problems;
}

function within(step: string, problem: Problem): Problem {
  return { ...problem, message: `${step}: ${problem.message}` };
}

/** Scenarios may come from a file, which can contain anything. */
function isDurationValue(value: unknown): value is Duration {
  return typeof value === "string" && isDuration(value);
}
