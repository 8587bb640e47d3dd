import type { Path } from "sip-server-ha";

const MATCHER: unique symbol = Symbol.for("sip-server-ha.Matcher") as never;

/** A place at which a value does not match a pattern. */
export interface Mismatch {
  /** The keys that lead there; the last one may be missing in the value. */
  readonly path: Path;
  /** e.g. `Expected "down" but received "up"` */
  readonly message: string;
  /** How far off: 0 is almost equal, 1 is a value that has nothing in common. */
  readonly distance: number;
}

/** An object that wants the matched values, as `Capture` does. */
export interface Captor {
  /** Takes a value; called only if the whole pattern matched. */
  keep(value: unknown): void;
}

/** The result of matching one value. */
export interface MatchResult {
  /** Empty if the value matches. */
  readonly mismatches: readonly Mismatch[];
  /** The values to be captured, each with the captor that wants it. */
  readonly captured: readonly { readonly captor: Captor; readonly value: unknown }[];
}

/** A pattern that decides which values match. Extend it to make your own. */
export abstract class Matcher {
  /** Whether the value is a matcher, including one of another copy of this package. */
  static isMatcher(value: unknown): value is Matcher {
    return typeof value === "object" && value !== null && MATCHER in value;
  }

  constructor() {
    Object.defineProperty(this, MATCHER, { value: true });
  }

  /** The pattern in one line, as a test would write it. */
  abstract describe(): string;

  /**
   * Matches a value.
   *
   * @param actual the value; undefined if there is none
   */
  abstract match(actual: unknown): MatchResult;
}

export const MATCHED: MatchResult = { mismatches: [], captured: [] };

/** A mismatch of the value itself. */
export function mismatch(message: string, distance = 1): MatchResult {
  return { mismatches: [{ path: [], message, distance }], captured: [] };
}

/** The result for the value under a key, as part of the result for the whole. */
export function under(key: string | number, { mismatches, captured }: MatchResult): MatchResult {
  return { mismatches: mismatches.map((one) => ({ ...one, path: [key, ...one.path] })), captured };
}

/** Several results as one. */
export function together(results: readonly MatchResult[]): MatchResult {
  return {
    mismatches: results.flatMap(({ mismatches }) => mismatches),
    captured: results.flatMap(({ captured }) => captured),
  };
}

export function isMatch({ mismatches }: MatchResult): boolean {
  return mismatches.length === 0;
}

/** How far off a value is, all in all. */
export function distanceOf({ mismatches }: MatchResult): number {
  return mismatches.reduce((sum, { distance }) => sum + distance, 0);
}
