import type { ScenarioStep } from "../operation/scenario";
import { PACES, type Span } from "../operation/span";
import type { Setting } from "../simulation/setting";
import { tryCourse, withTimes } from "./drilled-course";

/**
 * How long no new call is answered in each step: as usual, and the shortest and the longest of courses in which each time is at its lower or its upper
 * bound by itself. The course where all is quick has not always the shortest outage: one that begins late, as an order takes its time, is over as early.
 *
 * The extremes are found by changing one time after the other, as long as that makes the outage shorter, or longer.
 */
export function outageIntervals(setting: Setting, steps: readonly ScenarioStep[]): readonly Span[] {
  const known = intervals.get(setting) ?? new Map<string, readonly Span[]>();
  intervals.set(setting, known);
  const key = JSON.stringify(steps);
  const found = known.get(key) ?? intervalsOf(setting, steps);
  known.set(key, found);
  return found;
}

/** They take thousands of courses, and are asked for again: by a kit, and by each of its results. */
const intervals = new WeakMap<Setting, Map<string, readonly Span[]>>();

function intervalsOf(setting: Setting, steps: readonly ScenarioStep[]): Span[] {
  const usual = tryCourse(setting, steps, "typical") ?? [];
  const known = new Map<string, readonly number[] | undefined>();
  const outages = (times: ReadonlyMap<string, number>) => {
    const key = [...times].map(([name, time]) => `${name} ${time}`).join();
    if (!known.has(key))
      known.set(
        key,
        tryCourse(withTimes(setting, times), steps, "typical")?.map(({ unanswered }) => unanswered),
      );
    return known.get(key);
  };
  const all = (pace: "minimum" | "maximum") =>
    new Map([...setting.timers].map(([name, { span }]) => [name, span[pace]]));
  const starts = [all("minimum"), all("maximum")];
  return steps.map((_, index) => {
    const found = PACES.flatMap((pace) => tryCourse(setting, steps, pace)?.[index]?.unanswered ?? []);
    for (const sign of [-1, 1])
      for (const start of starts) {
        const worth = (times: ReadonlyMap<string, number>) =>
          sign * (outages(times)?.[index] ?? sign * Number.NEGATIVE_INFINITY);
        found.push(sign * climb(setting, start, worth));
      }
    const finite = found.filter(Number.isFinite);
    return {
      minimum: Math.min(...finite),
      typical: usual[index]?.unanswered ?? Math.min(...finite),
      maximum: Math.max(...finite),
    };
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
