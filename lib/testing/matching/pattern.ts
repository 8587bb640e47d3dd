import { types } from "node:util";
import { TestMisuse } from "../misuse";
import { MATCHED, Matcher, type MatchResult, mismatch, together, under } from "./matcher";
import { RegexpMatcher } from "./regexp-matcher";
import { shown, shownPattern } from "./shown";
import { firstDifference, textDistance } from "./text";

/** Whether a mapping may have more keys than its pattern; applies to the mapping and to all mappings in it. */
export type Completeness = "may have more" | "has no more";

/**
 * Matches a value against a pattern. Mappings are matched key by key and lists entry by entry. A regular expression must be found in a text; everything
 * else must be equal.
 *
 * @throws TestMisuse if the pattern is not valid
 */
export function matchPattern(pattern: unknown, actual: unknown, completeness: Completeness): MatchResult {
  if (Matcher.isMatcher(pattern)) return pattern.match(actual);
  if (types.isRegExp(pattern)) return new RegexpMatcher(pattern).match(actual);
  if (Array.isArray(pattern)) return matchList(pattern, actual, completeness);
  if (isPlainMapping(pattern)) return matchMapping(pattern, actual, completeness);
  requirePlain(pattern);
  return matchPlain(pattern, actual);
}

/** Whether the value is a mapping that is not an instance of a class. */
export function isPlainMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function matchMapping(
  pattern: Readonly<Record<string, unknown>>,
  actual: unknown,
  completeness: Completeness,
): MatchResult {
  if (!isPlainMapping(actual)) return wrongType(pattern, "a mapping", actual);
  const wanted = Object.keys(pattern).map((key) => {
    const value = Object.hasOwn(actual, key) ? actual[key] : undefined;
    return under(key, matchPattern(pattern[key], value, completeness));
  });
  if (completeness === "may have more") return together(wanted);
  const more = Object.keys(actual)
    .filter((key) => actual[key] !== undefined && !Object.hasOwn(pattern, key))
    .map((key) => under(key, mismatch("Unexpected key")));
  return together([...wanted, ...more]);
}

function matchList(pattern: readonly unknown[], actual: unknown, completeness: Completeness): MatchResult {
  if (!Array.isArray(actual)) return wrongType(pattern, "a list", actual);
  const entries = pattern
    .slice(0, actual.length)
    .map((item, index) => under(index, matchPattern(item, actual[index], completeness)));
  if (pattern.length === actual.length) return together(entries);
  const off = Math.abs(pattern.length - actual.length);
  return together([mismatch(`Expected ${entryCount(pattern.length)} but received ${actual.length}`, off), ...entries]);
}

function matchPlain(pattern: unknown, actual: unknown): MatchResult {
  if (Object.is(pattern, actual)) return MATCHED;
  if (typeof pattern !== "string" || typeof actual !== "string")
    return mismatch(`Expected ${shown(pattern)} but received ${shown(actual)}`);
  const isLong = pattern.includes("\n") || actual.includes("\n");
  return mismatch(
    isLong ? firstDifference(pattern, actual) : `Expected ${shown(pattern)} but received ${shown(actual)}`,
    textDistance(pattern, actual),
  );
}

/** A value of an entirely different type, or none. */
function wrongType(pattern: unknown, type: string, actual: unknown): MatchResult {
  return mismatch(`Expected ${actual === undefined ? shownPattern(pattern) : type} but received ${shown(actual)}`);
}

function requirePlain(pattern: unknown): void {
  if (pattern === undefined)
    throw new TestMisuse({
      message: "undefined is not a pattern: it may be a slip or intended",
      fix: "leave the key out, or write Match.absent() if there must be no value",
    });
  if (["string", "number", "boolean"].includes(typeof pattern) || pattern === null) return;
  throw new TestMisuse({
    message: "a pattern that nothing can match",
    found: typeof pattern === "object" ? `an object of class ${pattern.constructor.name}` : `a ${typeof pattern}`,
    allowed: "a text, number, boolean, null, list, mapping, regular expression or Match",
    fix: "write what the value looks like",
  });
}

function entryCount(count: number): string {
  return `${count} ${count === 1 ? "entry" : "entries"}`;
}
