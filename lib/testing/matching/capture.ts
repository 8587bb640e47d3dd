import { isMapping } from "../../model/mapping";
import { TestMisuse } from "../misuse";
import { type Captor, isMatch, Matcher, type MatchResult, mismatch } from "./matcher";
import { matchPattern } from "./pattern";
import { shown, shownPattern } from "./shown";

/**
 * Takes the values at its place in a pattern, so that a test can look at them afterwards. It takes values only if the whole pattern matches, and each
 * assertion that holds adds its own.
 */
export class Capture extends Matcher implements Captor {
  private readonly kept: unknown[] = [];
  private index = 0;

  /** @param pattern what a value has to match to be taken; undefined if any will do */
  constructor(private readonly pattern?: unknown) {
    super();
  }

  /** The pattern in one line, as a test would write it. */
  describe(): string {
    return this.pattern === undefined ? "new Capture()" : `new Capture(${shownPattern(this.pattern)})`;
  }

  /**
   * Matches a value, which must be there.
   *
   * @throws TestMisuse if the pattern is not valid
   */
  match(actual: unknown): MatchResult {
    if (actual === undefined) return mismatch("Expected a value to capture but received nothing");
    const captured = [{ captor: this, value: actual }];
    if (this.pattern === undefined) return { mismatches: [], captured };
    const result = matchPattern(this.pattern, actual, "may have more");
    return isMatch(result) ? { ...result, captured: [...captured, ...result.captured] } : result;
  }

  /** Takes a value after the whole pattern has matched. */
  keep(value: unknown): void {
    this.kept.push(value);
  }

  /** All values, in the order in which they were taken. */
  get values(): readonly unknown[] {
    return this.kept;
  }

  /** Goes on to the next value; false if there is none. */
  next(): boolean {
    if (this.index + 1 >= this.kept.length) return false;
    this.index++;
    return true;
  }

  /**
   * The value as a text.
   *
   * @throws TestMisuse if the value is no text, or none was taken
   */
  asString(): string {
    return this.as("a text", (value): value is string => typeof value === "string");
  }

  /**
   * The value as a number.
   *
   * @throws TestMisuse if the value is no number, or none was taken
   */
  asNumber(): number {
    return this.as("a number", (value): value is number => typeof value === "number");
  }

  /**
   * The value as true or false.
   *
   * @throws TestMisuse if the value is not true or false, or none was taken
   */
  asBoolean(): boolean {
    return this.as("true or false", (value): value is boolean => typeof value === "boolean");
  }

  /**
   * The value as a list.
   *
   * @throws TestMisuse if the value is no list, or none was taken
   */
  asArray(): readonly unknown[] {
    return this.as("a list", (value): value is readonly unknown[] => Array.isArray(value));
  }

  /**
   * The value as a mapping.
   *
   * @throws TestMisuse if the value is no mapping, or none was taken
   */
  asObject(): Readonly<Record<string, unknown>> {
    return this.as("a mapping", isMapping);
  }

  private as<T>(what: string, is: (value: unknown) => value is T): T {
    if (this.kept.length === 0)
      throw new TestMisuse({
        message: "nothing was captured",
        fix: "use the Capture in an assertion that holds before you ask for its value",
      });
    const value = this.kept[this.index];
    if (is(value)) return value;
    throw new TestMisuse({
      message: `the captured value is not ${what}`,
      found: shown(value),
      allowed: what,
      fix: "ask for the value as the type that it has",
    });
  }
}
