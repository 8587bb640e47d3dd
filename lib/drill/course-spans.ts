import { PACES, type Pace, type Span } from "../operation/span";
import type { Setting } from "../simulation/setting";
import { withTimes } from "./drilled-course";

/** What is measured of a course: a list of times in milliseconds, e.g. one for each step; undefined if the course never ends, which no pair's does. */
export type MeasureCourse = (setting: Setting, pace: Pace) => readonly number[] | undefined;

/**
 * For each time, three values: as it usually is, and the shortest and the longest over courses in which each timer, independently of the others, is at its
 * lower or its upper bound. The course in which everything is quick does not always have the shortest outage: an outage that begins late, because an order
 * takes its time, is over as early.
 *
 * The extremes are found by changing one timer after the other, as long as that makes the time shorter, or longer. A timer that the course has not looked at
 * stays as it is: changing it has no effect, and a course takes long to follow.
 */
export function courseSpans(setting: Setting, measure: MeasureCourse): Span[] {
  const paced = {
    minimum: measure(setting, "minimum"),
    typical: measure(setting, "typical"),
    maximum: measure(setting, "maximum"),
  };
  const known = new Map<string, MeasuredCourse>();
  const measured = (times: Times) => {
    const key = [...times.values()].join();
    const found = known.get(key) ?? measuredCourse(setting, times, measure);
    known.set(key, found);
    return found;
  };
  const all = (pace: "minimum" | "maximum") =>
    new Map([...setting.timers].map(([name, { span }]) => [name, span[pace]]));
  const starts = [all("minimum"), all("maximum")];
  const length = Math.max(0, ...PACES.map((pace) => paced[pace]?.length ?? 0));
  return Array.from({ length }, (_, index) => {
    const found = PACES.flatMap((pace) => paced[pace]?.[index] ?? []);
    for (const sign of [-1, 1])
      for (const start of starts) {
        const worth = ({ lengths }: MeasuredCourse) => sign * (lengths?.[index] ?? sign * Number.NEGATIVE_INFINITY);
        found.push(sign * climb(setting, start, measured, worth));
      }
    const finite = found.filter(Number.isFinite);
    const minimum = Math.min(...finite);
    return { minimum, typical: paced.typical?.[index] ?? minimum, maximum: Math.max(...finite) };
  });
}

/** How long each timer takes, by its name. */
type Times = ReadonlyMap<string, number>;

/** A course with certain times. */
interface MeasuredCourse {
  readonly lengths: readonly number[] | undefined;
  /** The timers that the course has looked at. A course is deterministic, so other times for the other timers lead to the same course. */
  readonly timers: ReadonlySet<string>;
}

function measuredCourse(setting: Setting, times: Times, measure: MeasureCourse): MeasuredCourse {
  const timers = new Set<string>();
  const other = withTimes(setting, (timer) => {
    timers.add(timer);
    return times.get(timer)!;
  });
  return { lengths: measure(other, "typical"), timers };
}

/** The best value reached from given times by changing one timer after the other to its other bound. */
function climb(
  { timers }: Setting,
  start: Times,
  measured: (times: Times) => MeasuredCourse,
  worth: (course: MeasuredCourse) => number,
): number {
  const times = new Map(start);
  let best = measured(times);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (const [name, { span }] of timers) {
      if (span.minimum === span.maximum || !best.timers.has(name)) continue;
      const before = times.get(name)!;
      times.set(name, before === span.minimum ? span.maximum : span.minimum);
      const reached = measured(times);
      if (worth(reached) > worth(best)) [best, isBetter] = [reached, true];
      else times.set(name, before);
    }
  }
  return worth(best);
}
