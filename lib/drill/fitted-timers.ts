import { grouped } from "../model/grouped";
import type { ScenarioStep } from "../operation/scenario";
import type { Span } from "../operation/span";
import { type Setting, settingOf } from "../simulation/setting";
import { drilledCourse, withTime } from "./drilled-course";
import type { MeasuredOutage } from "./measured-outage";

/** An outage that a drill measured in one of its steps. */
export interface DrilledOutage {
  readonly scenario: string;
  readonly steps: readonly ScenarioStep[];
  /** The index of the step. */
  readonly index: number;
  readonly measured: MeasuredOutage;
  /** The timers that the outage may give a time for. */
  readonly measures: readonly string[];
}

/** A measured run of a control script: which timer it is, and how long it took, in milliseconds. */
export interface TimedRun {
  readonly timer: string;
  readonly milliseconds: number;
}

/**
 * Times of the simulator from the times that drills of a pair have measured, by timer: the shortest, the median and the longest.
 *
 * Runs of control scripts are timers themselves. In an outage, the other timers, each at its usual length, explain a part. The rest belongs to one timer: it
 * gets the time with which the simulator arrives at exactly that outage. Times that the setting has measured already help to explain it, and are not fitted
 * here. Short outages come first, because their results explain a part of the longer ones.
 */
export function fittedTimers(
  setting: Setting,
  outages: readonly DrilledOutage[],
  runs: readonly TimedRun[],
): ReadonlyMap<string, Span> {
  const { topology, pair } = setting;
  const fitted = new Map<string, Span>();
  for (const timer of new Set(runs.map((run) => run.timer))) {
    const times = runs.filter((run) => run.timer === timer).map(({ milliseconds }) => milliseconds);
    if (setting.timers.has(timer)) fitted.set(timer, spanOf(times, times, times));
  }
  const byTimer = grouped(sortedByLength(setting, outages), (outage) => {
    const timer = outage.measures.find((one) => dependsOn(setting, outage, one));
    return timer === undefined ? [] : [timer];
  });
  for (const [timer, told] of byTimer) {
    const known = settingOf(topology, pair, new Map([...setting.measured, ...fitted]));
    const times = (lengthOf: (measured: MeasuredOutage) => number) =>
      told.map((one) => timeFor(known, one, timer, lengthOf(one.measured)));
    fitted.set(
      timer,
      spanOf(
        times(({ atLeast }) => atLeast),
        times(({ atLeast, atMost }) => (atLeast + atMost) / 2),
        times(({ atMost }) => atMost),
      ),
    );
  }
  return fitted;
}

function sortedByLength(setting: Setting, outages: readonly DrilledOutage[]): DrilledOutage[] {
  const lengths = new Map(outages.map((one) => [one, outageOf(setting, one)]));
  return [...outages].sort((one, other) => lengths.get(one)! - lengths.get(other)!);
}

/** How long nobody answers in the step if all is as usual. */
function outageOf(setting: Setting, { steps, index }: DrilledOutage): number {
  return drilledCourse(setting, steps, "typical")[index]!.unanswered;
}

function dependsOn(setting: Setting, outage: DrilledOutage, timer: string): boolean {
  const span = setting.timers.get(timer)?.span;
  if (span === undefined) return false;
  const at = (time: number) => outageOf(withTime(setting, timer, time), outage);
  return at(span.minimum) !== at(span.maximum + 1);
}

/** The time of a timer with which the outage has the given length; 0 if the other timers alone already make it longer. */
function timeFor(setting: Setting, outage: DrilledOutage, timer: string, length: number): number {
  const at = (time: number) => outageOf(withTime(setting, timer, time), outage);
  let [low, high] = [0, Math.max(1, 2 * length)];
  if (at(low) >= length) return low;
  // To the millisecond: the simulator's outage grows with the timer, and by no more than the timer.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) > length) high = middle;
    else low = middle;
  }
  return low;
}

function spanOf(shortest: readonly number[], usual: readonly number[], longest: readonly number[]): Span {
  const minimum = Math.floor(Math.min(...shortest));
  const maximum = Math.ceil(Math.max(...longest));
  return { minimum, typical: Math.min(maximum, Math.max(minimum, Math.round(median(usual)))), maximum };
}

/** The value in the middle; with two in the middle, their mean. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1]! + sorted[middle]!) / 2 : sorted[Math.floor(middle)]!;
}

/** Merges the spans of one timer from several pairs: from the shortest to the longest. */
export function mergedSpans(spans: readonly Span[]): Span {
  if (spans.length === 1) return spans[0]!;
  const values = (pace: keyof Span) => spans.map((span) => span[pace]);
  return spanOf(values("minimum"), values("typical"), values("maximum"));
}
