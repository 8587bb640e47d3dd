import { types } from "node:util";
import { oneOf } from "../../errors";
import { TestMisuse, unknownName } from "../misuse";
import { Matcher } from "./matcher";
import { isPlainMapping } from "./pattern";
import { shownPattern } from "./shown";

/** The possible values of a property. A pattern of another type or form would match none, so a negated assertion would pass for ever. */
export interface Property {
  /** The values that may be written, in words. */
  readonly allowed: string;
  /** Whether any possible value of the property matches the pattern, as far as that is known. */
  readonly fits: (pattern: unknown) => boolean;
  /** The properties of a mapping. */
  readonly properties?: Properties;
  /** The kind of entry in a list. */
  readonly entry?: Property;
}

/** The possible properties of something, by key. */
export type Properties = Readonly<Record<string, Property>>;

export const TEXT: Property = { allowed: "a text or a regular expression", fits: isText };
export const NUMBER: Property = { allowed: "a number", fits: (pattern) => typeof pattern === "number" };
export const TRUTH: Property = { allowed: "true or false", fits: (pattern) => typeof pattern === "boolean" };

/** A text, in this form only. */
export function textLike(form: RegExp, allowed: string): Property {
  return { allowed, fits: (pattern) => (typeof pattern === "string" ? form.test(pattern) : isText(pattern)) };
}

/** One of these words. */
export function wordOf<Word extends string>(...words: readonly Word[]): Property {
  const fits = (pattern: unknown) =>
    typeof pattern === "string" ? (words as readonly string[]).includes(pattern) : isText(pattern);
  return { allowed: oneOf(words), fits };
}

/** A mapping of properties. */
export function mappingOf(properties: Properties): Property {
  return { allowed: "a mapping of properties", fits: isPlainMapping, properties };
}

/** A list of such entries. */
export function listOf(entry: Property): Property {
  return { allowed: "a list", fits: Array.isArray, entry };
}

/**
 * Makes sure that something can match a pattern.
 *
 * @param what the thing, e.g. `file`
 * @throws TestMisuse if it has no such property, or no value of that type or form
 */
export function requireFitting(what: string, properties: Properties, pattern: object): void {
  requireProperties(`${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`, properties, pattern);
}

function requireProperties(what: string, properties: Properties, pattern: object): void {
  for (const [key, value] of Object.entries(pattern)) {
    if (!Object.hasOwn(properties, key))
      throw unknownName(`${what} has no property called`, key, Object.keys(properties));
    requireFit(`${key} of ${what}`, properties[key]!, value);
  }
}

function requireFit(what: string, { fits, allowed, properties, entry }: Property, pattern: unknown): void {
  // Only a matcher knows what it accepts; undefined is refused as a pattern.
  if (Matcher.isMatcher(pattern) || pattern === undefined) return;
  if (!fits(pattern))
    throw new TestMisuse({
      message: `${what} never has such a value`,
      found: shownPattern(pattern),
      allowed: `${allowed}, or a Match`,
      fix: "write it as the value would be written",
    });
  if (properties !== undefined) requireProperties(what, properties, pattern as object);
  if (entry !== undefined)
    for (const one of pattern as readonly unknown[]) requireFit(`an entry of ${what}`, entry, one);
}

function isText(pattern: unknown): boolean {
  return typeof pattern === "string" || types.isRegExp(pattern);
}
