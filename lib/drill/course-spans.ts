import { PACES, type Pace, type Span } from "../operation/span";
import type { Setting } from "../simulation/setting";
import { withTimes } from "./drilled-course";

/** What is measured of a course: one time for each of what it has several of, in milliseconds; undefined where it never ends, as no pair's does. */
export type MeasureCourse = (setting: Setting, pace: Pace) => readonly number[] | undefined;

/**
 * Of each time: as it usually is, and the shortest and the longest of courses in which each timer is at its lower or its upper bound by itself. The course
 * where all is quick has not always the shortest outage: one that begins late, as an order takes its time, is over as early.
 *
 * The extremes are found by changing one timer after the other, as long as that makes the time shorter, or longer.
 */
export function courseSpans(setting: Setting, measure: MeasureCourse): Span[] {
  const usual = measure(setting, "typical") ?? [];
  const paced = PACES.map((pace) => measure(setting, pace));
  const known = new Map<string, readonly number[] | undefined>();
  const measured = (times: ReadonlyMap<string, number>) => {
    const key = [...times].map(([name, time]) => `${name} ${time}`).join();
    if (!known.has(key)) known.set(key, measure(withTimes(setting, times), "typical"));
    return known.get(key);
  };
  const all = (pace: "minimum" | "maximum") =>
    new Map([...setting.timers].map(([name, { span }]) => [name, span[pace]]));
  const starts = [all("minimum"), all("maximum")];
  const length = Math.max(usual.length, ...paced.map((times) => times?.length ?? 0));
  return Array.from({ length }, (_, index) => {
    const found = paced.flatMap((times) => times?.[index] ?? []);
    for (const sign of [-1, 1])
      for (const start of starts) {
        const worth = (times: ReadonlyMap<string, number>) =>
          sign * (measured(times)?.[index] ?? sign * Number.NEGATIVE_INFINITY);
        found.push(sign * climb(setting, start, worth));
      }
    const finite = found.filter(Number.isFinite);
    const minimum = Math.min(...finite);
    return { minimum, typical: usual[index] ?? minimum, maximum: Math.max(...finite) };
  });
}

/** The best that is reached from some times by changing one after the other to its other bound. */
function climb(
  { timers }: Setting,
  start: ReadonlyMap<string, number>,
  worth: (times: ReadonlyMap<string, number>) => number,
): number {
  let times = start;
  let best = worth(times);
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (const [name, { span }] of timers) {
      if (span.minimum === span.maximum) continue;
      const other = times.get(name) === span.minimum ? span.maximum : span.minimum;
      const changed = new Map(times).set(name, other);
      const reached = worth(changed);
      if (reached > best) [times, best, isBetter] = [changed, reached, true];
    }
  }
  return best;
}
