import type { Path } from "sip-server-ha";

const MATCHER: unique symbol = Symbol.for("sip-server-ha.Matcher") as never;

/** One place in which a value is not as a pattern asks. */
export interface Mismatch {
  /** The keys that lead there; the last one may be missing in the value. */
  readonly path: Path;
  /** e.g. `Expected "down" but received "up"` */
  readonly message: string;
  /** How far off: 0 is next to nothing, 1 a value that has nothing in common. */
  readonly distance: number;
}

/** Somebody who wants the values that were matched, as `Capture` does. */
export interface Captor {
  /** Takes a value; called only where the whole pattern matched. */
  keep(value: unknown): void;
}

/** What came of matching one value. */
export interface MatchResult {
  /** None where the value matches. */
  readonly mismatches: readonly Mismatch[];
  /** The values that somebody wants, each with who does. */
  readonly captured: readonly { readonly captor: Captor; readonly value: unknown }[];
}

/** A pattern that says by itself which values match. Whoever needs one of their own extends it. */
export abstract class Matcher {
  /** Whether the value is a matcher, also one of another copy of this package. */
  static isMatcher(value: unknown): value is Matcher {
    return typeof value === "object" && value !== null && MATCHER in value;
  }

  constructor() {
    Object.defineProperty(this, MATCHER, { value: true });
  }

  /** The pattern in one line, as it would be written. */
  abstract describe(): string;

  /**
   * Matches a value.
   *
   * @param actual undefined where there is none
   */
  abstract match(actual: unknown): MatchResult;
}

export const MATCHED: MatchResult = { mismatches: [], captured: [] };

/** A mismatch of the value itself. */
export function mismatch(message: string, distance = 1): MatchResult {
  return { mismatches: [{ path: [], message, distance }], captured: [] };
}

/** The result for what stands under a key, as one of the whole. */
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
