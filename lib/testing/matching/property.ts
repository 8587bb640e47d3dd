import { types } from "node:util";
import { oneOf } from "../../errors";
import { TestMisuse, unknownName } from "../misuse";
import { Matcher } from "./matcher";
import { isPlainMapping } from "./pattern";
import { shownPattern } from "./shown";

/** What a property can be like. A pattern of another type or form matches none, so that a negated assertion would hold for ever. */
export interface Property {
  /** What may be written, in words. */
  readonly allowed: string;
  /** Whether any value that the property can have is like the pattern, as far as that is known. */
  readonly fits: (pattern: unknown) => boolean;
  /** Those of a mapping. */
  readonly properties?: Properties;
  /** What an entry of a list is. */
  readonly entry?: Property;
}

/** The properties that something can have, by key. */
export type Properties = Readonly<Record<string, Property>>;

export const TEXT: Property = { allowed: "a text or a regular expression", fits: isText };
export const NUMBER: Property = { allowed: "a number", fits: (pattern) => typeof pattern === "number" };
export const TRUTH: Property = { allowed: "true or false", fits: (pattern) => typeof pattern === "boolean" };

/** A text of this form alone. */
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

/** A list of such. */
export function listOf(entry: Property): Property {
  return { allowed: "a list", fits: Array.isArray, entry };
}

/**
 * Makes sure that something can be like a pattern.
 *
 * @param what it, e.g. `file`
 * @throws TestMisuse where it has no such property, or none of that type or form
 */
export function requireFitting(what: string, properties: Properties, pattern: object): void {
  requireProperties(`${/^[aeiou]/.test(what) ? "an" : "a"} ${what}`, properties, pattern);
}

function requireProperties(what: string, properties: Properties, pattern: object): void {
  for (const [key, value] of Object.entries(pattern)) {
    if (!Object.hasOwn(properties, key)) throw unknownName(`${what} has nothing called`, key, Object.keys(properties));
    requireFit(`${key} of ${what}`, properties[key]!, value);
  }
}

function requireFit(what: string, { fits, allowed, properties, entry }: Property, pattern: unknown): void {
  // What a matcher accepts it alone knows; undefined is refused as a pattern.
  if (Matcher.isMatcher(pattern) || pattern === undefined) return;
  if (!fits(pattern))
    throw new TestMisuse({
      message: `${what} is never like this`,
      found: shownPattern(pattern),
      allowed: `${allowed}, or a Match`,
      fix: "write it as it would be there",
    });
  if (properties !== undefined) requireProperties(what, properties, pattern as object);
  if (entry !== undefined)
    for (const one of pattern as readonly unknown[]) requireFit(`an entry of ${what}`, entry, one);
}

function isText(pattern: unknown): boolean {
  return typeof pattern === "string" || types.isRegExp(pattern);
}
