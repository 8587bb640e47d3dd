import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors, type Problem } from "../errors";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import type { Scenario } from "../operation/scenario";
import type { Timer } from "../operation/timer";
import { whyNotApplicable } from "../simulation/applicability";
import { checkScenario } from "../simulation/check-scenario";
import { contradictionsIn, type MeasuredTime, spanOf } from "../simulation/measured-time";
import type { ScenarioResult } from "../simulation/result";
import { scenarioNamed, scenarios } from "../simulation/scenarios";
import { type Setting, settingOf } from "../simulation/setting";
import { simulate } from "../simulation/simulate";
import { type Depth, type SweepResult, sweep } from "../simulation/sweep";
import { callSite } from "./call-site";
import { isEnvironment } from "./check-app";
import type { Environment } from "./environment";

/** What is simulated of an environment. */
export interface SimulationProps {
  /** The name of the pair.
   * @default - the only one; needed where there are several */
  readonly pair?: string | undefined;
  /** Times of your own in the place of the model's, by the name of the timer: `{ "host-loss-detection": "12s" }`.
   * @default - those of the model */
  readonly timers?: Readonly<Record<string, MeasuredTime>> | undefined;
}

/**
 * What becomes of a pair when something fails: who answers, for how long nobody does, which calls are lost, and which invariants break. Nothing is
 * read or written.
 *
 * @param of an environment, or the model of one
 * @param scenario the name of one of the catalogue, or one of your own
 * @throws InvalidEnvironment with the program's line, where the scenario, the pair or a timer is not known, or the environment has no valid model
 */
export function simulatePair(
  of: Environment | Topology,
  scenario: string | Scenario,
  props: SimulationProps = {},
): ScenarioResult {
  const setting = preparedSetting(of, props);
  if (typeof scenario === "string") return simulate(setting, catalogued(setting, scenario));
  const problems = checkScenario(setting, scenario);
  if (problems.length > 0) throw refused(problems);
  return simulate(setting, scenario);
}

/**
 * What breaks a pair: every fault is tried by itself, and in depth `double` every other one at each moment of its course. Nothing is read or written.
 *
 * @param of an environment, or the model of one
 * @throws InvalidEnvironment as `simulatePair` does
 */
export function sweepPair(of: Environment | Topology, depth: Depth, props: SimulationProps = {}): SweepResult {
  return sweep(preparedSetting(of, props), depth);
}

/**
 * The scenarios of the catalogue that say something about a pair.
 *
 * @param of an environment, or the model of one
 * @throws InvalidEnvironment as `simulatePair` does
 */
export function scenariosOf(of: Environment | Topology, props: SimulationProps = {}): readonly Scenario[] {
  return applicable(preparedSetting(of, props));
}

/**
 * The times that count for a pair, with where each comes from.
 *
 * @param of an environment, or the model of one
 * @throws InvalidEnvironment as `simulatePair` does
 */
export function timersOf(of: Environment | Topology, props: SimulationProps = {}): readonly Timer[] {
  return [...preparedSetting(of, props).timers.values()];
}

/** By pair, which belongs to one topology. */
const settings = new WeakMap<SipServerPair, Setting>();

function modelledSetting(topology: Topology, pair: SipServerPair): Setting {
  const known = settings.get(pair);
  if (known !== undefined && known.topology === topology) return known;
  const setting = settingOf(topology, pair);
  settings.set(pair, setting);
  return setting;
}

function catalogued(setting: Setting, name: string): Scenario {
  const scenario = scenarioNamed(name);
  if (scenario === undefined) throw refused([errors.unknownName("scenario", name, namesOf(scenarios))]);
  const whyNot = whyNotApplicable(setting, scenario);
  if (whyNot === undefined) return scenario;
  throw refused([errors.scenarioApplies(name, namesOf(applicable(setting)), `this pair: ${whyNot}`)]);
}

function applicable(setting: Setting): Scenario[] {
  return scenarios.filter((scenario) => whyNotApplicable(setting, scenario) === undefined);
}

function namesOf(some: readonly Scenario[]): string[] {
  return some.map(({ name }) => name);
}
}

function preparedSetting(of: Environment | Topology, { pair: name, timers = {} }: SimulationProps): Setting {
  const topology = isEnvironment(of) ? (of as Environment).topology : of;
  const pair = pairOf(topology, name);
  const modelled = modelledSetting(topology, pair);
  const names = Object.keys(timers);
  if (names.length === 0) return modelled;
  const known = [...modelled.timers.keys()].sort();
  const problems = names.flatMap((timer) =>
    known.includes(timer)
      ? contradictionsIn(timers[timer]!).map(({ problem }) => problem)
      : [errors.unknownName("timer", timer, known)],
  );
  if (problems.length > 0) throw refused(problems);
  return settingOf(topology, pair, new Map(names.map((timer) => [timer, spanOf(timers[timer]!)])));
}

function pairOf({ pairs }: Topology, name: string | undefined): SipServerPair {
  const names = [...pairs.keys()];
  const asked = name ?? (names.length === 1 ? names[0]! : "");
  const pair = pairs.get(asked);
  if (pair === undefined) throw refused([errors.missingReference("pair", asked, names)]);
  return pair;
}

function refused(problems: readonly Problem[]): InvalidEnvironment {
  const place = { position: callSite()([], "value") };
  return InvalidEnvironment.at(problems.map((problem) => ({ problem, place })));
}
