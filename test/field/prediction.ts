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

/** What the simulator says of a scenario. */
export interface Prediction {
  readonly name: string;
  /** The longest time for which nobody answers, in milliseconds. */
  readonly outage: Span;
  /** Undefined where the field does not see enough of the events. */
  readonly order: readonly PredictedEvent[] | undefined;
}

/** What one run was like beside what was predicted. */
export interface ComparedRun {
  readonly prediction: Prediction;
  readonly measured: MeasuredOutage;
  /** Whether the measured outage is inside the predicted ones. */
  readonly isInside: boolean;
  /** What was different in the order of events, for people; empty where nothing was. */
  readonly differences: readonly string[];
  /** What was seen, a line an event with the milliseconds since the first, to find out why. */
  readonly account: readonly string[];
}

/**
 * Times of the test bed in the place of the model's, in milliseconds. A namespace has no firmware and no kernel to load: it boots in the time that the
 * units and the agent take, quicker than any machine, so that the model's own figure cannot hold for it.
 */
const BED_TIMES: ReadonlyMap<string, Span> = new Map([["boot", { minimum: 100, typical: 500, maximum: 3_000 }]]);

/** What is tried in the field, as a scenario of the simulator. */
export interface Tried {
  readonly name: string;
  /** What led to where the pair stands when it begins; its own outages do not count.
   * @default - the pair serves as it was declared */
  readonly before?: readonly ScenarioStep[];
  readonly steps: readonly ScenarioStep[];
}

/** What the simulator says of it. */
export function predict(topology: Topology, pair: SipServerPair, tried: Omit<Tried, "before">): Prediction {
  const setting = settingOf(topology, pair, BED_TIMES);
  const run = (pace: Pace) => runOf(setting, tried, pace);
  const runs = { minimum: run("minimum"), typical: run("typical"), maximum: run("maximum") };
  return { name: tried.name, outage: outageOf(setting, tried), order: predictedEvents(runs) };
}

/** The same where the field sees too little of the events to compare their order, or where that is a race. */
export function predictOutage(topology: Topology, pair: SipServerPair, tried: Tried): Prediction {
  return { name: tried.name, outage: outageOf(settingOf(topology, pair, BED_TIMES), tried), order: undefined };
}

function runOf(setting: Setting, { name, before = [], steps }: Tried, pace: Pace): Run {
  return courseOf(setting, { name, title: name, steps: [...before, ...steps] }, pace).run;
}

/** As the kits of drills have it; but of the whole course, and of the steps that count. */
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

/** Where it is left to chance which of some scenarios it is: from the shortest outage of them to the longest. */
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

/** The longest time within a run for which nobody answers, in milliseconds; what ended before a moment does not count. */
export function longestOutage(services: readonly ServiceChange[], end: number, since = 0): number {
  const outages = services.map(({ at, by }, index) => {
    const until = services[index + 1]?.at ?? end;
    return by === undefined && until > since ? until - Math.max(at, since) : 0;
  });
  return Math.max(...outages);
}

/** What a stand-in adds to a time or takes off it by a clock and a machine of its own, in milliseconds. */
export interface Resolution {
  readonly early: number;
  readonly late: number;
}

/** @param events those of the run; none where their order is not predicted */
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
    // What the probe cannot tell is left open: some length of time that it may have been has to be inside.
    isInside: measured.atMost + early >= outage.minimum && measured.atLeast - late <= outage.maximum,
    differences: order === undefined ? [] : differences(order, events),
    account: events.map(({ at, text }) => `${(at - events[0]!.at).toFixed(0).padStart(6)} ${text}`),
  };
}

/** What was not as predicted in some of the runs, for people. */
export function contradictions(runs: readonly ComparedRun[]): string[] {
  return runs.flatMap(({ prediction, measured, isInside, differences, account }, index) => {
    const { minimum, maximum } = prediction.outage;
    const [least, most] = [measured.atLeast, measured.atMost].map((time) => time.toFixed(0));
    const outside = `nobody answered for ${least} to ${most} ms, and not for ${minimum} to ${maximum} ms`;
    const found = isInside ? differences : [outside, ...differences];
    const run = `${prediction.name}, run ${index + 1}`;
    return found.length === 0 ? [] : [...found.map((text) => `${run}: ${text}`), `${run} was:`, ...account];
  });
}
