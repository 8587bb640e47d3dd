import type { Scenario, ScenarioStep } from "../operation/scenario";
import { exactly, type Pace } from "../operation/span";
import type { Timer } from "../operation/timer";
import { copyOf, type World } from "../operation/world";
import { Course } from "../simulation/course";
import { EndlessLoop } from "../simulation/endless-loop";
import { faultKinds } from "../simulation/faults/fault-kinds";
import type { Setting } from "../simulation/setting";
import { unansweredIn } from "../simulation/unanswered";

/** More events than any step has; a course with more is a loop. */
const MOST_EVENTS = 300;

/** What becomes of a pair in one step of a drill, until nothing is under way any more. Times in milliseconds. */
export interface DrilledStep {
  /** The pair when the step begins, and when it has settled. */
  readonly before: World;
  readonly after: World;
  /** The longest time without an answer to a new call. */
  readonly unanswered: number;
  /** Whether new calls are answered once the pair has settled. */
  readonly isAnswered: boolean;
  /** How long the pair takes to settle. */
  readonly settling: number;
}

/** The steps of a scenario as people try them: each begins when the step before has settled, however long that takes, and no sooner. */
export function drilledSteps({ steps }: Pick<Scenario, "steps">): ScenarioStep[] {
  return steps.map((step, index) => (index === 0 ? step : { ...step, after: "settled" }));
}

/**
 * Follows a pair through those steps.
 *
 * @throws if a course cannot be followed
 */
export function drilledCourse(setting: Setting, steps: readonly ScenarioStep[], pace: Pace): DrilledStep[] {
  const kinds = faultKinds(setting);
  const course = Course.begin(setting, pace, []);
  const { run } = course;
  let settled = copyOf(run.world);
  const begun = steps.map(({ inject, heal, on = "" }) => {
    const before = settled;
    const kind = kinds.get((inject ?? heal)!)!;
    if (inject === undefined) course.heal(kind, on);
    else course.inject(kind, on);
    settle(course);
    if (course.failure !== undefined) throw new Error(course.failure);
    settled = copyOf(run.world);
    return { before, after: settled, isAnswered: run.service.by !== undefined };
  });
  const silences = unansweredIn(run.services);
  return begun.map(({ before, after, isAnswered }) => {
    const within = silences.map(({ from, to }) => Math.min(to, after.now) - Math.max(from, before.now));
    return { before, after, isAnswered, unanswered: Math.max(0, ...within), settling: after.now - before.now };
  });
}

/** Goes on until nothing is under way. Some mixtures of times lead to events that repeat for ever, and thousands of mixtures are tried. */
function settle(course: Course): void {
  const { run } = course;
  const last = course.events + MOST_EVENTS;
  while (!run.isSettled && run.happenings.next !== undefined && course.failure === undefined) {
    if (course.events === last) throw new EndlessLoop(run);
    course.step();
  }
}

/** The setting with other times. `timeOf` is asked for a timer's time only at the moment when its span is looked at. */
export function withTimes(setting: Setting, timeOf: (timer: string) => number): Setting {
  const timers = new Map<string, Timer>();
  for (const [name, timer] of setting.timers)
    timers.set(name, {
      ...timer,
      get span() {
        return exactly(timeOf(name));
      },
    });
  return { ...setting, timers };
}

/** The setting with another time of one timer. */
export function withTime(setting: Setting, name: string, time: number): Setting {
  const timer = setting.timers.get(name);
  if (timer === undefined) return setting;
  return { ...setting, timers: new Map(setting.timers).set(name, { ...timer, span: exactly(time) }) };
}

/** The same, or undefined if the times lead to events that repeat for ever, which no pair has. */
export function tryCourse(setting: Setting, steps: readonly ScenarioStep[], pace: Pace): DrilledStep[] | undefined {
  try {
    return drilledCourse(setting, steps, pace);
  } catch (error) {
    if (error instanceof EndlessLoop) return undefined;
    throw error;
  }
}
