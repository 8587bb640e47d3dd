import { everyOf } from "../model/every-of";

/** How long something takes, in milliseconds. */
export interface Span {
  /** Milliseconds, with everything quick. */
  readonly minimum: number;
  /** Milliseconds, as usual. */
  readonly typical: number;
  /** Milliseconds, with everything slow. */
  readonly maximum: number;
}

/** Which bound of each time counts: everything quick, as usual, or slow. */
export type Pace = keyof Span;

export const PACES = everyOf<Pace>({ minimum: true, typical: true, maximum: true });

/** Something that takes no time. */
export const AT_ONCE: Span = { minimum: 0, typical: 0, maximum: 0 };

/** A time that does not vary, in milliseconds. */
export function exactly(milliseconds: number): Span {
  return { minimum: milliseconds, typical: milliseconds, maximum: milliseconds };
}

/** One after the other. */
export function sum(...spans: readonly Span[]): Span {
  const total = (pace: Pace) => spans.reduce((all, span) => all + span[pace], 0);
  return { minimum: total("minimum"), typical: total("typical"), maximum: total("maximum") };
}
