import { onceFor } from "../model/once-for";
import type { Topology } from "../model/topology";
import type { ScenarioStep } from "../operation/scenario";
import type { Span } from "../operation/span";
import type { Setting } from "../simulation/setting";
import { courseSpans } from "./course-spans";
import { tryCourse } from "./drilled-course";
import { likenessOf } from "./likeness";

/** How long no new call is answered in each step, over all mixtures of times. Steps name only the sides of a pair, and things that other pairs have as well. */
export function outageIntervals(setting: Setting, steps: readonly ScenarioStep[]): readonly Span[] {
  const known = intervals(setting.topology);
  const key = `${likeness(setting)}\n${JSON.stringify(steps)}`;
  const found =
    known.get(key) ??
    courseSpans(setting, (other, pace) => tryCourse(other, steps, pace)?.map(({ unanswered }) => unanswered));
  known.set(key, found);
  return found;
}

/** The intervals take hundreds of courses, and are needed again: by a kit, by each of its results, and by every pair that differs only in names. */
const intervals = onceFor((_: Topology) => new Map<string, readonly Span[]>());

const likeness = onceFor(likenessOf);
