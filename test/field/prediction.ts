import { courseSpans } from "../../lib/drill/course-spans";
import type { SipServerPair } from "../../lib/model/pair";
import type { Topology } from "../../lib/model/topology";
import type { ScenarioStep } from "../../lib/operation/scenario";
import type { Pace, Span } from "../../lib/operation/span";
import { courseOf } from "../../lib/simulation/course";
import { EndlessLoop } from "../../lib/simulation/endless-loop";
import type { Run, ServiceChange } from "../../lib/simulation/run";
import { type Setting, settingOf } from "../../lib/simulation/setting";
import type { MeasuredOutage } from "./measured-outage";
import { differences, type PredictedEvent, type SeenEvent } from "./order-of-events";
import { predictedEvents } from "./simulated-events";

/** What the simulator predicts for a scenario. */
export interface Prediction {
  readonly name: string;
  /** The longest time for which nobody answers, in milliseconds. */
  readonly outage: Span;
  /** Undefined if the field does not see enough of the events. */
  readonly order: readonly PredictedEvent[] | undefined;
}

/** One run compared with the prediction. */
export interface ComparedRun {
  readonly prediction: Prediction;
  readonly measured: MeasuredOutage;
  /** Whether the measured outage is inside the predicted range. */
  readonly isInside: boolean;
  /** The differences in the order of events, for people; empty if there are none. */
  readonly differences: readonly string[];
  /** The seen events, to find out why: one event per line, with the milliseconds since the first. */
  readonly account: readonly string[];
}

/**
 * Times of the test bed that replace the model's times, in milliseconds. A namespace has no firmware and no kernel to load. It boots in the time that
 * the units and the agent take, faster than any machine, so the model's own figure cannot be right for it.
 */
const BED_TIMES: ReadonlyMap<string, Span> = new Map([["boot", { minimum: 100, typical: 500, maximum: 3_000 }]]);

/** What is tried in the field, as a scenario of the simulator. */
export interface Tried {
  readonly name: string;
  /** The steps that led to the state of the pair at the start; their outages do not count.
   * @default - the pair serves as it was declared */
  readonly before?: readonly ScenarioStep[];
  readonly steps: readonly ScenarioStep[];
}

/** What the simulator predicts for it. */
export function predict(topology: Topology, pair: SipServerPair, tried: Omit<Tried, "before">): Prediction {
  const setting = settingOf(topology, pair, BED_TIMES);
  const run = (pace: Pace) => runOf(setting, tried, pace);
  const runs = { minimum: run("minimum"), typical: run("typical"), maximum: run("maximum") };
  return { name: tried.name, outage: outageOf(setting, tried), order: predictedEvents(runs) };
}

/** The same if the field sees too few of the events to compare their order, or if the order depends on a race. */
export function predictOutage(topology: Topology, pair: SipServerPair, tried: Tried): Prediction {
  return { name: tried.name, outage: outageOf(settingOf(topology, pair, BED_TIMES), tried), order: undefined };
}

function runOf(setting: Setting, { name, before = [], steps }: Tried, pace: Pace): Run {
  return courseOf(setting, { name, title: name, steps: [...before, ...steps] }, pace).run;
}

/** The outage as in the kits of drills, but for the whole course and the steps that count. */
function outageOf(setting: Setting, tried: Tried): Span {
  const [span] = courseSpans(setting, (other, pace) => {
    try {
      const { services, now, timeline } = runOf(other, tried, pace);
      // The first step that counts.
      const first = timeline.filter(({ actor }) => actor === "scenario")[tried.before?.length ?? 0]!;
      return [longestOutage(services, now, first.at)];
    } catch (error) {
      if (error instanceof EndlessLoop) return undefined;
      throw error;
    }
  });
  return span!;
}

/** A prediction if chance decides which of several scenarios happens: from the shortest of their outages to the longest. */
export function anyOf(predictions: readonly Prediction[]): Prediction {
  const [{ name, outage }] = predictions as [Prediction];
  return {
    name,
    outage: {
      minimum: Math.min(...predictions.map((one) => one.outage.minimum)),
      typical: outage.typical,
      maximum: Math.max(...predictions.map((one) => one.outage.maximum)),
    },
    order: undefined,
  };
}

/** The longest time in a run for which nobody answers, in milliseconds. Outages that ended before `since` do not count. */
export function longestOutage(services: readonly ServiceChange[], end: number, since = 0): number {
  const outages = services.map(({ at, by }, index) => {
    const until = services[index + 1]?.at ?? end;
    return by === undefined && until > since ? until - Math.max(at, since) : 0;
  });
  return Math.max(...outages);
}

/** How much a stand-in's own clock and machine add to a time or take off it, in milliseconds. */
export interface Resolution {
  readonly early: number;
  readonly late: number;
}

/** @param events the events of the run; none if their order is not predicted */
export function compare(
  prediction: Prediction,
  measured: MeasuredOutage,
  events: readonly SeenEvent[] = [],
  { early, late }: Resolution = { early: 0, late: 0 },
): ComparedRun {
  const { outage, order } = prediction;
  return {
    prediction,
    measured,
    // The probe does not know the exact length: it is enough if one of the possible lengths is inside the range.
    isInside: measured.atMost + early >= outage.minimum && measured.atLeast - late <= outage.maximum,
    differences: order === undefined ? [] : differences(order, events),
    account: events.map(({ at, text }) => `${(at - events[0]!.at).toFixed(0).padStart(6)} ${text}`),
  };
}

/** What was not as predicted in any of the runs, for people. */
export function contradictions(runs: readonly ComparedRun[]): string[] {
  return runs.flatMap(({ prediction, measured, isInside, differences, account }, index) => {
    const { minimum, maximum } = prediction.outage;
    const [least, most] = [measured.atLeast, measured.atMost].map((time) => time.toFixed(0));
    const outside = `nobody answered for ${least} to ${most} ms; predicted: ${minimum} to ${maximum} ms`;
    const found = isInside ? differences : [outside, ...differences];
    const run = `${prediction.name}, run ${index + 1}`;
    return found.length === 0 ? [] : [...found.map((text) => `${run}: ${text}`), `${run} was:`, ...account];
  });
}
