import { errors, type Problem } from "../errors";
import { isMapping } from "../model/mapping";
import type { Path } from "../model/origin";
import type { Scenario } from "../operation/scenario";
import { checkScenario } from "../simulation/check-scenario";
import { SCENARIO_NAME, scenarioDeclaration } from "../simulation/scenario-declaration";
import { scenarioNamed } from "../simulation/scenarios";
import type { Setting } from "../simulation/setting";
import { shapeOf } from "../synth/shape";
import { type LocatedProblem, readYaml, type YamlSource } from "./yaml-source";

/**
 * Reads a user's own scenarios: a mapping from their names to title and steps. A scenario must apply to at least one of the pairs. All problems in the
 * file are reported at once.
 *
 * @param settings the pairs that the scenarios are for
 */
export function readOwnScenarios(
  file: string,
  settings: readonly Setting[],
): { readonly scenarios: readonly Scenario[] } | { readonly problems: readonly LocatedProblem[] } {
  const source = readYaml(file, { ifEmpty: "write a scenario: its name, and below it title and steps" });
  if (!("value" in source)) return { problems: source };
  const problems: LocatedProblem[] = [];
  const scenarios: Scenario[] = [];
  for (const [name, value] of Object.entries(source.value)) {
    const read = readScenario(name, value, source, settings);
    if ("scenario" in read) scenarios.push(read.scenario);
    else problems.push(...read.problems);
  }
  return problems.length > 0 ? { problems } : { scenarios };
}

function readScenario(
  name: string,
  value: unknown,
  source: YamlSource,
  settings: readonly Setting[],
): { readonly scenario: Scenario } | { readonly problems: readonly LocatedProblem[] } {
  const at = (problem: Problem, path: Path, part: "key" | "value" = "value"): LocatedProblem => ({
    problem,
    position: source.locate(path, part).position,
  });
  const problems: LocatedProblem[] = [];
  if (!SCENARIO_NAME.test(name)) problems.push(at(errors.scenarioName(name), [name], "key"));
  else if (scenarioNamed(name) !== undefined) problems.push(at(errors.scenarioTaken(name), [name], "key"));
  const asWritten = shapeOf(scenarioDeclaration, value, [name]);
  if ("problems" in asWritten)
    problems.push(...asWritten.problems.map(({ problem, path, part }) => at(problem, path, part)));
  // When something happens does not change what may happen, so a mistake in a time must not hide another mistake.
  const shaped = "problems" in asWritten ? shapeOf(scenarioDeclaration, withoutTimes(value), [name]) : asWritten;
  if ("problems" in shaped) return { problems };
  const { title = name.replaceAll("-", " "), steps, until } = shaped.value;
  for (const [index, { inject, heal }] of steps.entries()) {
    const found = [...(inject === undefined ? [] : ["inject"]), ...(heal === undefined ? [] : ["heal"])];
    if (found.length !== 1) problems.push(at(errors.stepChoice(found), [name, "steps", index]));
  }
  const scenario: Scenario = { name, title, steps, until };
  // A step that does nothing has no fault to check.
  if (problems.every(({ problem: { code } }) => code !== "step-choice"))
    // The name has been checked above.
    problems.push(
      ...unfit({ ...scenario, name: "of-our-own" }, settings).map(({ step, problem }) =>
        at(problem, [name, "steps", step]),
      ),
    );
  return problems.length > 0 ? { problems } : { scenario };
}

function withoutTimes(value: unknown): unknown {
  if (!isMapping(value)) return value;
  const { until, steps, ...others } = value;
  if (!Array.isArray(steps)) return value;
  const untimed = steps.map((step: unknown) => {
    if (!isMapping(step)) return step;
    const { after, ...rest } = step;
    return rest;
  });
  return { ...others, steps: untimed };
}

/** What keeps a scenario from being tried on any of the pairs: the objections of the first pair, by step. */
function unfit(scenario: Scenario, settings: readonly Setting[]): { step: number; problem: Problem }[] {
  const [first] = settings;
  if (first === undefined || settings.some((setting) => checkScenario(setting, scenario).length === 0)) return [];
  let before = 0;
  return scenario.steps.flatMap((_, step) => {
    const found = checkScenario(first, { ...scenario, steps: scenario.steps.slice(0, step + 1) });
    const ofThis = found.slice(before);
    before = found.length;
    return ofThis.map((problem) => ({ step, problem }));
  });
}
