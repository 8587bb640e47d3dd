import { errors, type Problem } from "../errors";
import type { Span } from "../operation/span";
import { scenarioNamed } from "../simulation/scenarios";
import { type Setting, settingOf } from "../simulation/setting";
import { type DrillResults, isInside } from "./drill-results";
import { drillable } from "./drillable";
import { type DrilledOutage, fittedTimers, mergedSpans, type TimedRun } from "./fitted-timers";
import { outageIntervals } from "./outage-interval";

/** Times for the simulator, and whether its predictions with these times match what was measured. */
export interface FedBack {
  readonly timers: ReadonlyMap<string, Span>;
  readonly predictions: readonly FedBackPrediction[];
}

/** A measured outage beside the simulator's prediction with the fitted times. */
export interface FedBackPrediction {
  readonly environment: string;
  readonly pair: string;
  readonly scenario: string;
  /** Counted from 1. */
  readonly step: number;
  readonly predicted: Span;
  readonly isInside: boolean;
}

/** The outages and runs of a pair. */
interface Measured {
  readonly setting: Setting;
  readonly outages: readonly DrilledOutage[];
  readonly runs: readonly TimedRun[];
}

/**
 * Times for the simulator from the results of drills.
 *
 * @param settings the pairs of the model that the kits were made from
 */
export function feedBack(
  settings: readonly Setting[],
  results: readonly DrillResults[],
): FedBack | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const pairs = new Map<string, Measured>();
  for (const one of results) {
    const key = `${one.environment}/${one.pair}`;
    const setting = settings.find(({ topology, pair }) => `${topology.environment}/${pair.name}` === key);
    if (setting === undefined) {
      const known = settings.map(({ topology, pair }) => `${topology.environment}/${pair.name}`);
      problems.push(errors.missingReference("pair", key, known));
      continue;
    }
    const { outages = [], runs = [] } = pairs.get(key) ?? {};
    const read = outagesOf(setting, one);
    if ("problem" in read) problems.push(read.problem);
    else {
      const steps = one.scenarios.flatMap((scenario) => scenario.steps);
      pairs.set(key, {
        setting,
        outages: [...outages, ...read.outages],
        runs: [...runs, ...steps.flatMap((step) => step.runs)],
      });
    }
  }
  if (problems.length > 0) return { problems };
  const told = [...pairs.values()];
  // Earlier measured times stay unless a newer result gives a time for them, on whichever pair.
  const timers = new Map([
    ...together(told.map(({ setting }) => setting.measured)),
    ...together(told.map(({ setting, outages, runs }) => fittedTimers(setting, outages, runs))),
  ]);
  if (timers.size === 0) return { problems: [errors.noTimers()] };
  return { timers, predictions: told.flatMap((one) => predictionsOf(one, timers)) };
}

/** The measured outages of the steps that have passed. The outage expected at the time must be what the model expects now. */
function outagesOf(
  setting: Setting,
  { scenarios, version }: DrillResults,
): { readonly outages: readonly DrilledOutage[] } | { readonly problem: Problem } {
  const outages: DrilledOutage[] = [];
  for (const { name, steps: records } of scenarios) {
    const scenario = scenarioNamed(name);
    const found = scenario === undefined ? { whyNot: "there is no such scenario" } : drillable(setting, scenario);
    if ("whyNot" in found) return { problem: errors.resultsOfOtherModel(name, "a drill of it", found.whyNot, version) };
    const expected = outageIntervals(setting, found.steps);
    for (const [index, { unanswered, measures, outcome }] of records.entries()) {
      const [was, is] = [unanswered.expected, expected[index]];
      if (is === undefined || spanText(was) !== spanText(is))
        return {
          problem: errors.resultsOfOtherModel(
            name,
            spanText(was),
            is === undefined ? "no such step" : spanText(is),
            version,
          ),
        };
      const { actual } = unanswered;
      if (outcome !== "passed" || actual === undefined) continue;
      const { atLeast, atMost } = actual;
      // An outage whose end was not seen gives no time.
      if (atMost === undefined) continue;
      outages.push({ scenario: name, steps: found.steps, index, measured: { atLeast, atMost }, measures });
    }
  }
  return { outages };
}

function spanText({ minimum, typical, maximum }: Span): string {
  return `${minimum} - ${typical} - ${maximum} ms`;
}

function together(found: readonly ReadonlyMap<string, Span>[]): ReadonlyMap<string, Span> {
  const names = new Set(found.flatMap((one) => [...one.keys()]));
  return new Map([...names].map((name) => [name, mergedSpans(found.flatMap((one) => one.get(name) ?? []))]));
}

function predictionsOf({ setting, outages }: Measured, timers: ReadonlyMap<string, Span>): FedBackPrediction[] {
  const { topology, pair } = setting;
  const fed = settingOf(topology, pair, timers);
  return outages.map(({ scenario, steps, index, measured }) => {
    const predicted = outageIntervals(fed, steps)[index]!;
    return {
      environment: topology.environment,
      pair: pair.name,
      scenario,
      step: index + 1,
      predicted,
      isInside: isInside(predicted, measured),
    };
  });
}
