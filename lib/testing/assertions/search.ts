import { nearest, show } from "../../errors";
import { distanceOf, isMatch, type MatchResult } from "../matching/matcher";
import { isPlainMapping, matchPattern } from "../matching/pattern";
import { type Properties, requireFitting } from "../matching/property";
import { renderMismatch } from "../matching/render-mismatch";
import { shownPattern } from "../matching/shown";
import { textDistance } from "../matching/text";
import { TestMisuse } from "../misuse";
import type { Outcome } from "./outcome";

/** What to look for, and among which candidates. */
export interface Search<T extends object> {
  /** What has the candidates, e.g. `host sip-a`. */
  readonly where: string;
  /** The words for one candidate and for several. */
  readonly kind: readonly [one: string, several: string];
  readonly candidates: readonly T[];
  /** The key of a candidate's name; the search looks at it first. */
  readonly nameKey: keyof T & string;
  /** The name to look for; undefined if any will do. */
  readonly name?: string | undefined;
  /** The other properties that it must match. */
  readonly pattern: object;
  /** The possible properties of a candidate: a pattern that asks for anything else matches none. */
  readonly properties: Properties;
  /** What a candidate is called in a message. */
  readonly label: (candidate: T) => string;
  /** What else to say if nothing is found. */
  readonly note?: () => string | undefined;
}

interface Tried<T> {
  readonly candidate: T;
  readonly result: MatchResult;
}

/** The most candidates that are listed. */
const LISTED = 10;

/**
 * Looks for a candidate that has the name and matches the pattern; one is enough.
 *
 * @throws TestMisuse if the pattern is not a mapping, or asks for what no candidate can have
 */
export function search<T extends object>(asked: Search<T>): Outcome {
  const { candidates, nameKey, name, pattern } = asked;
  if (isPlainMapping(pattern)) requireFitting(asked.kind[0], asked.properties, pattern);
  const named = name === undefined ? candidates : candidates.filter((candidate) => candidate[nameKey] === name);
  const tried = tryAll(asked, named);
  const found = tried.filter(({ result }) => isMatch(result));
  for (const { result } of found) for (const { captor, value } of result.captured) captor.keep(value);
  if (found.length > 0) return { isMet: true, message: () => unwanted(asked, found) };
  return { isMet: false, message: () => [missing(asked, tried), asked.note?.() ?? []].flat().join("\n") };
}

function tryAll<T extends object>({ kind, nameKey, name, pattern }: Search<T>, candidates: readonly T[]): Tried<T>[] {
  if (!isPlainMapping(pattern))
    throw new TestMisuse({
      message: `the properties of a ${kind[0]} are given as a mapping`,
      found: shownPattern(pattern),
      allowed: "a mapping of properties",
      fix: "write a mapping, and matchers inside it",
    });
  const whole = name === undefined ? pattern : { [nameKey]: name, ...pattern };
  return candidates.map((candidate) => ({ candidate, result: matchPattern(whole, candidate, "may have more") }));
}

function unwanted<T extends object>(asked: Search<T>, found: readonly Tried<T>[]): string {
  const names = found.map(({ candidate }) => asked.label(candidate));
  const more = names.length > LISTED ? ` and ${names.length - LISTED} more` : "";
  return [
    `${asked.where} has ${wording(asked)}, but should not`,
    names.length === 1 ? `It is ${names[0]}:` : `These are: ${names.slice(0, LISTED).join(", ")}${more}; the first:`,
    renderMismatch(found[0]!.candidate, []),
  ].join("\n");
}

/** @param named the outcome for the candidates that have the name */
function missing<T extends object>(asked: Search<T>, named: readonly Tried<T>[]): string {
  const { where, kind, candidates, nameKey, name, label } = asked;
  const intro = `${where} has no ${wording(asked)}`;
  if (candidates.length === 0) return `${intro}; it has no ${kind[1]} at all`;
  const names = [...new Set(candidates.map((candidate) => String(candidate[nameKey])))];
  const meant = name === undefined || named.length > 0 ? undefined : nearest(name, names);
  const tried = named.length > 0 ? named : tryAll(asked, likelyNamed(asked));
  const [near] = [...tried].sort((a, b) => distanceOf(a.result) - distanceOf(b.result));
  return [
    `${intro}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
    `It has ${candidates.length} ${kind[candidates.length === 1 ? 0 : 1]}; the nearest is ${label(near!.candidate)}:`,
    renderMismatch(near!.candidate, near!.result.mismatches),
  ].join("\n");
}

/** The candidates whose names are nearest to a name that no candidate has. */
function likelyNamed<T extends object>({ candidates, nameKey, name = "" }: Search<T>): T[] {
  const off = candidates.map((one) => textDistance(name.toLowerCase(), String(one[nameKey]).toLowerCase()));
  const least = off.reduce((a, b) => Math.min(a, b));
  return candidates.filter((_, index) => off[index] === least);
}

/** `application SIP_In_P like { state: "enabled" }` */
function wording<T extends object>({ kind, name, pattern }: Search<T>): string {
  const like = Object.keys(pattern).length === 0 ? "" : ` like ${shownPattern(pattern)}`;
  return `${kind[0]}${name === undefined ? "" : ` ${show(name)}`}${like}`;
}
