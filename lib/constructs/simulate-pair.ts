import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors, meantKey, type Problem } from "../errors";
import { isMapping } from "../model/mapping";
import { formatPath } from "../model/origin";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import type { CatalogueScenario } from "../operation/catalogue-scenario";
import type { Scenario } from "../operation/scenario";
import type { Timer } from "../operation/timer";
import type { Knob } from "../simulation/knob";
import type { MeasuredTime } from "../simulation/measured-time";
import type { ScenarioResult } from "../simulation/result";
import type { Setting } from "../simulation/setting";
import type { Depth, SweepResult } from "../simulation/sweep";
import type { InvariantVerdict } from "../simulation/verdict";
import { callSite } from "./call-site";
import { isEnvironment } from "./checked-environment";
import type { Environment } from "./environment";
import {
  applicableScenarios,
  checkMeasuredTime,
  checkScenario,
  invariants,
  knobs,
  scenarioDeclaration,
  scenarioNamed,
  scenarios,
  settingOf,
  shapeOf,
  simulate,
  spanOf,
  sweep,
  whyNotApplicable,
} from "./when-simulated";

/** Which pair of an environment is simulated, and with which times. */
export interface SimulationProps {
  /** The name of the pair.
   * @default - the only pair; required if there are several */
  readonly pair?: string | undefined;
  /** Your own times, which replace the model's, by the name of the timer: `{ "host-loss-detection": "12s" }`.
   * @default - the model's times */
  readonly timers?: Readonly<Record<string, MeasuredTime>> | undefined;
}

/**
 * What happens to a pair when something fails: who answers, for how long nobody does, which calls are lost, and which invariants break. Nothing is read
 * or written.
 *
 * @param of an environment, or the model of one
 * @param scenario the name of a scenario in the catalogue, or a scenario of your own
 * @throws InvalidEnvironment with the program's line, if the scenario, the pair or a timer is not known, or the environment has no valid model
 */
export function simulatePair(
  of: Environment | Topology,
  scenario: string | Scenario,
  props: SimulationProps = {},
): ScenarioResult {
  const setting = preparedSetting(of, props);
  return simulate(setting, preparedScenario(setting, scenario));
}

/**
 * The declared times that would shorten a pair's longest outage in a scenario if they were halved, the most effective one first. Whether the site can
 * bear the shorter time, for example on a busy network, is reported only as far as the checks know it.
 *
 * @param of an environment, or the model of one
 * @param scenario the name of a scenario in the catalogue, or a scenario of your own
 * @throws InvalidEnvironment as `simulatePair` does
 */
export function knobsOf(
  of: Environment | Topology,
  scenario: string | Scenario,
  props: SimulationProps = {},
): readonly Knob[] {
  const setting = preparedSetting(of, props);
  return knobs(setting, preparedScenario(setting, scenario));
}

/**
 * Which of all possible faults break a pair: every fault alone (`single`), or also every combination of two (`double`, which takes seconds). The second
 * fault then strikes at every moment at which something happens. Times are the typical ones.
 *
 * @param of an environment, or the model of one
 * @throws InvalidEnvironment as `simulatePair` does
 */
export function sweepPair(of: Environment | Topology, depth: Depth, props: SimulationProps = {}): SweepResult {
  const setting = preparedSetting(of, props);
  if (depth !== "single" && depth !== "double") throw refused([errors.invalidValue(depth, "single or double")]);
  return sweep(setting, depth);
}

/** What must hold for every pair, whatever happens; in the order of the numbers. */
export function pairInvariants(): readonly InvariantVerdict["invariant"][] {
  return invariants.map(({ number, name, title }) => ({ number, name, title }));
}

/**
 * The scenarios of the catalogue that apply to a pair.
 *
 * @param of an environment, or the model of one
 * @throws InvalidEnvironment as `simulatePair` does
 */
export function scenariosOf(of: Environment | Topology, props: SimulationProps = {}): readonly Scenario[] {
  const setting = preparedSetting(of, props);
  return applicableScenarios(setting);
}

/**
 * The times that count for a pair, and where each of them comes from.
 *
 * @param of an environment, or the model of one
 * @throws InvalidEnvironment as `simulatePair` does
 */
export function timersOf(of: Environment | Topology, props: SimulationProps = {}): readonly Timer[] {
  return [...preparedSetting(of, props).timers.values()];
}

function preparedSetting(of: Environment | Topology, props: SimulationProps): Setting {
  const slips = problemsOfProps(props);
  if (slips.length > 0) throw refused(slips);
  const { pair: name, timers = {} } = props;
  const topology = topologyOf(of);
  const pair = pairOf(topology, name);
  const modelled = modelledSetting(topology, pair);
  const names = Object.keys(timers);
  if (names.length === 0) return modelled;
  const known = [...modelled.timers.keys()].sort();
  const problems = names.flatMap((timer) =>
    known.includes(timer) ? checkMeasuredTime(timer, timers[timer]) : [errors.unknownName("timer", timer, known)],
  );
  if (problems.length > 0) throw refused(problems);
  return settingOf(topology, pair, new Map(names.map((timer) => [timer, spanOf(timers[timer]!)])));
}

const PROPS = Object.keys({ pair: true, timers: true } satisfies Record<keyof SimulationProps, true>);

/** Mistakes that a program without types can make: the model's time would quietly replace a measured time under a mistyped key. */
function problemsOfProps(props: unknown): Problem[] {
  if (!isMapping(props)) return [errors.wrongType(props, "a mapping")];
  const { pair, timers } = props;
  const unknown = Object.keys(props).filter((key) => !PROPS.includes(key));
  return [
    ...unknown.map((key) => errors.unknownKey(key, PROPS, meantKey(key, props, PROPS))),
    ...(pair === undefined || typeof pair === "string" ? [] : [errors.wrongType(pair, "the name of a pair")]),
    ...(timers === undefined || isMapping(timers) ? [] : [errors.wrongType(timers, "a mapping of timers")]),
  ];
}

/** A program without types may pass something else: most likely the pair itself, or nothing. */
function topologyOf(of: Environment | Topology): Topology {
  if (isEnvironment(of)) return (of as Environment).topology;
  if (typeof (of as Partial<Topology> | undefined | null)?.pairs?.get === "function") return of;
  const wrong = errors.wrongType(of, "an Environment, or the model of one");
  throw refused([{ ...wrong, message: "pass an environment first; its pair is named after it" }]);
}

/** A program asks about the same pair repeatedly, so what is computed for a setting is kept with it. */
const settings = new WeakMap<SipServerPair, { readonly topology: Topology; readonly setting: Setting }>();

function modelledSetting(topology: Topology, pair: SipServerPair): Setting {
  const known = settings.get(pair);
  if (known?.topology === topology) return known.setting;
  const setting = settingOf(topology, pair);
  settings.set(pair, { topology, setting });
  return setting;
}

function preparedScenario(setting: Setting, scenario: string | Scenario): Scenario {
  if (typeof scenario !== "string" && !isMapping(scenario)) {
    const wrong = errors.wrongType(scenario, "the name of one of the catalogue, or one of your own");
    throw refused([{ ...wrong, message: "no scenario is given" }]);
  }
  const catalogued = scenarioNamed(typeof scenario === "string" ? scenario : scenario.name);
  if (typeof scenario === "string" && catalogued === undefined) {
    const names = scenarios.map(({ name }) => name);
    throw refused([errors.unknownName("scenario", scenario, names)]);
  }
  const isOwn = typeof scenario !== "string" && catalogued !== scenario;
  const problems = isOwn ? problemsOfOwn(setting, scenario) : problemsOfCatalogued(setting, catalogued!);
  if (problems.length > 0) throw refused(problems);
  return isOwn ? scenario : catalogued!;
}

/** Problems of shape: a scenario that has one is not examined further. Problems of content are found by the simulation, step by step. */
const SHAPELESS: ReadonlySet<string> = new Set(["wrong-type", "missing-key", "unknown-key"]);

/** A scenario made from one of the catalogue may have that scenario's other keys. In a step, however, a mistyped key would quietly make another step. */
function problemsOfOwn(setting: Setting, scenario: Scenario): Problem[] {
  const { title, steps, until } = scenario;
  const shaped = shapeOf(scenarioDeclaration, { title, steps, until }, []);
  const shapeless = ("problems" in shaped ? shaped.problems : []).filter(({ problem }) => SHAPELESS.has(problem.code));
  if (shapeless.length === 0) return checkScenario(setting, scenario);
  return shapeless.map(({ path, problem }) => ({ ...problem, message: `${formatPath(path)}: ${problem.message}` }));
}

function problemsOfCatalogued(setting: Setting, scenario: CatalogueScenario): Problem[] {
  const whyNot = whyNotApplicable(setting, scenario);
  return whyNot === undefined ? [] : [errors.scenarioNotApplicable(scenario.name, whyNot)];
}

function pairOf({ pairs }: Topology, name: string | undefined): SipServerPair {
  const names = [...pairs.keys()];
  if (name === undefined && names.length !== 1) throw refused([errors.pairNotNamed(names)]);
  const asked = name ?? names[0]!;
  const pair = pairs.get(asked);
  if (pair === undefined) throw refused([errors.missingReference("pair", asked, names)]);
  return pair;
}

function refused(problems: readonly Problem[]): InvalidEnvironment {
  const place = { position: callSite()([], "value") };
  return InvalidEnvironment.at(problems.map((problem) => ({ problem, place })));
}
