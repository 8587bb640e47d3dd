import { errors, type Problem, show } from "../errors";
import { type Duration, durationFix, isDuration, milliseconds } from "../model/duration";
import { isMapping } from "../model/mapping";
import { exactly, PACES, type Pace, type Span } from "../operation/span";

/** A time that was measured: always the same, or the shortest, usual and longest. */
export type MeasuredTime = Duration | Readonly<Record<Pace, Duration>>;

/** The same in milliseconds. */
export function spanOf(time: MeasuredTime): Span {
  if (typeof time === "string") return exactly(milliseconds(time));
  const { minimum, typical, maximum } = time;
  return { minimum: milliseconds(minimum), typical: milliseconds(typical), maximum: milliseconds(maximum) };
}

/** Where a shorter bound is longer than the next one: its name, and what is wrong. */
export function contradictionsIn(time: MeasuredTime): { readonly pace: Pace; readonly problem: Problem }[] {
  if (typeof time === "string") return [];
  const span = spanOf(time);
  return PACES.slice(0, -1).flatMap((pace, index) => {
    const next = PACES[index + 1]!;
    const values = `${pace} ${time[pace]}, ${next} ${time[next]}`;
    return span[pace] <= span[next] ? [] : [{ pace, problem: errors.timersContradict(pace, next, values) }];
  });
}

/** Everything that is wrong with a time that a program gives a timer; anything can stand there. */
export function checkMeasuredTime(timer: string, time: unknown): Problem[] {
  const parts = isMapping(time) ? PACES.map((pace) => time[pace]) : [time];
  const wrong = parts.filter((part) => typeof part !== "string" || !isDuration(part));
  return wrong.length > 0
    ? [errors.measuredTime(timer, show(wrong[0]), durationFix(wrong[0]))]
    : contradictionsIn(time as MeasuredTime).map(({ problem }) => problem);
}
