import { errors, type Problem, show } from "../errors";
import { type Duration, durationFix, isDuration, milliseconds } from "../model/duration";
import { isMapping } from "../model/mapping";
import { exactly, PACES, type Pace, type Span } from "../operation/span";

/** A measured time: either always the same, or the shortest, usual and longest. */
export type MeasuredTime = Duration | Readonly<Record<Pace, Duration>>;

/** The measured time in milliseconds. */
export function spanOf(time: MeasuredTime): Span {
  if (typeof time === "string") return exactly(milliseconds(time));
  const { minimum, typical, maximum } = time;
  return { minimum: milliseconds(minimum), typical: milliseconds(typical), maximum: milliseconds(maximum) };
}

/** The limits of times that the simulation cannot follow outside them: T1 is 500 ms by default, and larger if the network is slow (RFC 3261, 17.1.1.1). */
const LIMITS: Readonly<Record<string, readonly [Duration, Duration]>> = { "sip-t1": ["1ms", "5s"] };

/** A time that its timer cannot have: the bound that it is given for, undefined if one time is given for all bounds; and what is wrong. */
export interface WrongTime {
  readonly pace: Pace | undefined;
  readonly problem: Problem;
}

/** Times outside the limits of their timer, and bounds that are longer than the next bound. */
export function wrongTimes(timer: string, time: MeasuredTime): WrongTime[] {
  return [...outsideLimits(timer, time), ...contradictionsIn(time)];
}

function outsideLimits(timer: string, time: MeasuredTime): WrongTime[] {
  const [least, most] = LIMITS[timer] ?? [];
  if (least === undefined || most === undefined) return [];
  const given =
    typeof time === "string" ? [[undefined, time] as const] : PACES.map((pace) => [pace, time[pace]] as const);
  return given
    .filter(([, one]) => milliseconds(one) < milliseconds(least) || milliseconds(one) > milliseconds(most))
    .map(([pace, one]) => ({ pace, problem: errors.timerLimits(timer, one, least, most) }));
}

function contradictionsIn(time: MeasuredTime): WrongTime[] {
  if (typeof time === "string") return [];
  const span = spanOf(time);
  return PACES.slice(0, -1).flatMap((pace, index) => {
    const next = PACES[index + 1]!;
    const values = `${pace} ${time[pace]}, ${next} ${time[next]}`;
    return span[pace] <= span[next] ? [] : [{ pace, problem: errors.timersContradict(pace, next, values) }];
  });
}

/** Everything that is wrong with a time that a program gives a timer; the value can be anything. */
export function checkMeasuredTime(timer: string, time: unknown): Problem[] {
  const parts = isMapping(time) ? PACES.map((pace) => time[pace]) : [time];
  const wrong = parts.filter((part) => typeof part !== "string" || !isDuration(part));
  return wrong.length > 0
    ? [errors.measuredTime(timer, show(wrong[0]), durationFix(wrong[0]))]
    : wrongTimes(timer, time as MeasuredTime).map(({ problem }) => problem);
}
