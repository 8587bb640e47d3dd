import {
  InvalidEnvironment,
  type Scenario,
  type ScenarioResult,
  type SimulationProps,
  scenariosOf,
  simulatePair,
  timersOf,
} from "sip-server-ha";
import { type Problem, show } from "../../errors";
import { isMapping } from "../../model/mapping";
import { TestMisuse, unknownName } from "../misuse";
import type { Synthesized } from "../synthesized";

/** Which pairs the expectation is about, and with which times. */
export interface SimulationOptions {
  /** The name of one pair.
   * @default - every pair of the environment */
  readonly pair?: string | undefined;
  /** Times that you have measured, which replace the model's, by the name of the timer: `{ "host-loss-detection": "12s" }`.
   * @default - the model's times */
  readonly timers?: SimulationProps["timers"];
}

/** A pair with its times. */
export interface SimulatedPair {
  readonly name: string;
  /** The props that the library simulates it with. */
  readonly props: SimulationProps;
}

/** A scenario that was simulated for a pair. */
export interface Simulated {
  readonly pair: SimulatedPair;
  readonly scenario: string | Scenario;
  readonly result: ScenarioResult;
}

/** `prod/inbound` */
export function nameOf({ result: { environment, pair } }: Simulated): string {
  return `${environment}/${pair}`;
}

/** The keys of the options that every assertion about failures has. */
export const SIMULATION_KEYS = ["pair", "timers"] as const;

/**
 * Checks options, because a program without types may have written anything.
 *
 * @throws TestMisuse if they are not a mapping, or have a key that nothing reads
 */
export function checkOptions(options: unknown, known: readonly string[]): void {
  if (!isMapping(options))
    throw new TestMisuse({
      message: "options are a mapping",
      found: show(options),
      allowed: `a mapping with any of ${known.join(", ")}`,
      fix: "write e.g. { pair: ... }",
    });
  for (const key of Object.keys(options)) if (!known.includes(key)) throw unknownName("there is no option", key, known);
}

/**
 * The pairs that the expectation is about.
 *
 * @throws TestMisuse if there is no such pair or timer
 */
export function pairsOf(
  { model, environment }: Synthesized,
  { pair, timers = {} }: SimulationOptions,
): SimulatedPair[] {
  const names = [...model.pairs.keys()];
  if (pair !== undefined && !names.includes(pair)) throw unknownName(`${environment} has no pair`, pair, names);
  if (!isMapping(timers))
    throw new TestMisuse({
      message: "measured times are given by the names of their timers",
      found: show(timers),
      allowed: 'a mapping, as { "host-loss-detection": "12s" }',
      fix: "write a mapping; sip-ha simulate --list shows the timers of each pair",
    });
  const asked = pair === undefined ? names : [pair];
  const known = new Map(
    asked.map((name) => [name, orMisuse(() => timersOf(model, { pair: name })).map((timer) => timer.name)]),
  );
  const all = [...new Set([...known.values()].flat())].sort();
  for (const timer of Object.keys(timers)) if (!all.includes(timer)) throw unknownName("there is no timer", timer, all);
  // Pairs with other options of high availability have other timers.
  return asked.map((name) => {
    const own = Object.entries(timers).filter(([timer]) => known.get(name)!.includes(timer));
    return { name, props: { pair: name, timers: Object.fromEntries(own) as NonNullable<SimulationProps["timers"]> } };
  });
}

/**
 * Simulates scenarios for pairs, each pair with the scenarios that apply to it.
 *
 * @param scenarios names of the catalogue, or scenarios of the test's own; undefined for all of the catalogue
 * @throws TestMisuse if a scenario is not known, is not valid or applies to none of the pairs, or if a time is not valid
 */
export function simulateAll(
  { model }: Synthesized,
  pairs: readonly SimulatedPair[],
  scenarios: readonly (string | Scenario)[] | undefined,
): Simulated[] {
  if (scenarios === undefined)
    return pairs.flatMap((pair) =>
      orMisuse(() => scenariosOf(model, pair.props)).map((scenario) => ({
        pair,
        scenario,
        result: orMisuse(() => simulatePair(model, scenario, pair.props)),
      })),
    );
  return scenarios.flatMap((scenario) => {
    requireScenario(scenario);
    const refusals: { readonly problem: Problem; readonly pair: string }[] = [];
    const found = pairs.flatMap((pair): Simulated[] => {
      // An error in the times must not be taken for a scenario that does not apply.
      const applicable = orMisuse(() => scenariosOf(model, pair.props)).map(({ name }) => name);
      try {
        return [{ pair, scenario, result: simulatePair(model, scenario, pair.props) }];
      } catch (error) {
        if (!(error instanceof InvalidEnvironment)) throw error;
        if (error.located.some(({ entry }) => entry.code === "unknown-scenario"))
          throw unknownName("the catalogue has no scenario", scenario, applicable);
        refusals.push(...problemsIn(error).map((problem) => ({ problem, pair: pair.name })));
        return [];
      }
    });
    if (found.length === 0) throw refusedBy(refusals);
    return found;
  });
}

/** If the library refuses what a test asks for, the test has a mistake. */
export function orMisuse<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw error instanceof InvalidEnvironment ? new TestMisuse(...problemsIn(error)) : error;
  }
}

function problemsIn({ located }: InvalidEnvironment): Problem[] {
  return located.map(({ entry }) => entry);
}

/** The objections to a scenario, each listed once with the pairs that it concerns. */
function refusedBy(refusals: readonly { readonly problem: Problem; readonly pair: string }[]): TestMisuse {
  const byText = new Map<string, { readonly problem: Problem; readonly pairs: string[] }>();
  for (const { problem, pair } of refusals) {
    const key = JSON.stringify([problem.message, problem.found, problem.allowed]);
    const known = byText.get(key);
    if (known === undefined) byText.set(key, { problem, pairs: [pair] });
    else known.pairs.push(pair);
  }
  const misuses = [...byText.values()].map(({ problem, pairs }) => ({
    ...problem,
    message: `${pairs.length === 1 ? "pair" : "pairs"} ${pairs.join(", ")}: ${problem.message}`,
  }));
  return new TestMisuse(...misuses);
}

function requireScenario(scenario: unknown): void {
  if (typeof scenario === "string") return;
  const isWhole = isMapping(scenario) && Array.isArray(scenario.steps) && scenario.steps.every(isMapping);
  if (isWhole) return;
  throw new TestMisuse({
    message: "a scenario is given by its name or by its steps",
    found: show(scenario),
    allowed: "the name of one of the catalogue, or { name, title, steps: [{ inject, on }, ...] }",
    fix: "write e.g. primary-host-power-loss; sip-ha simulate --list shows those of each pair",
  });
}
