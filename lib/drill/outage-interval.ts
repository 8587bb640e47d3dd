import { onceFor } from "../model/once-for";
import type { ScenarioStep } from "../operation/scenario";
import type { Span } from "../operation/span";
import type { Setting } from "../simulation/setting";
import { courseSpans } from "./course-spans";
import { tryCourse } from "./drilled-course";

/** How long no new call is answered in each step, at every mixture of times. */
export function outageIntervals(setting: Setting, steps: readonly ScenarioStep[]): readonly Span[] {
  const known = intervals(setting);
  const key = JSON.stringify(steps);
  const found =
    known.get(key) ??
    courseSpans(setting, (other, pace) => tryCourse(other, steps, pace)?.map(({ unanswered }) => unanswered));
  known.set(key, found);
  return found;
}

/** They take thousands of courses, and are asked for again: by a kit, and by each of its results. */
const intervals = onceFor((_: Setting) => new Map<string, readonly Span[]>());
