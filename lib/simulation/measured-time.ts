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

/** What a time may be where the simulation has no course with another one: T1 is 500 ms by default, and larger where the network is slow (RFC 3261, 17.1.1.1). */
const LIMITS: Readonly<Record<string, readonly [Duration, Duration]>> = { "sip-t1": ["1ms", "5s"] };

/** A time that its timer cannot have: the bound that it is given for, undefined where one time is all of them; and what is wrong. */
export interface WrongTime {
  readonly pace: Pace | undefined;
  readonly problem: Problem;
}

/** Times outside what their timer may have, and bounds that are longer than the next one. */
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

/** Everything that is wrong with a time that a program gives a timer; anything can stand there. */
export function checkMeasuredTime(timer: string, time: unknown): Problem[] {
  const parts = isMapping(time) ? PACES.map((pace) => time[pace]) : [time];
  const wrong = parts.filter((part) => typeof part !== "string" || !isDuration(part));
  return wrong.length > 0
    ? [errors.measuredTime(timer, show(wrong[0]), durationFix(wrong[0]))]
    : wrongTimes(timer, time as MeasuredTime).map(({ problem }) => problem);
}
