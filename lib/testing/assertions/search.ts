import { nearest, show } from "../../errors";
import { distanceOf, isMatch, type MatchResult } from "../matching/matcher";
import { isPlainMapping, matchPattern } from "../matching/pattern";
import { type Properties, requireFitting } from "../matching/property";
import { renderMismatch } from "../matching/render-mismatch";
import { shownPattern } from "../matching/shown";
import { textDistance } from "../matching/text";
import { TestMisuse } from "../misuse";
import type { Outcome } from "./outcome";

/** What is looked for, and among what. */
export interface Search<T extends object> {
  /** What has the candidates, e.g. `host sip-a`. */
  readonly where: string;
  /** The words for one candidate and for several. */
  readonly kind: readonly [one: string, several: string];
  readonly candidates: readonly T[];
  /** The key of what a candidate goes by: it is looked for by this first. */
  readonly nameKey: keyof T & string;
  /** Undefined where any will do. */
  readonly name?: string | undefined;
  /** What else it has to be like. */
  readonly pattern: object;
  /** What a candidate can be like: a pattern that asks for something else matches none. */
  readonly properties: Properties;
  /** What a candidate is called in a message. */
  readonly label: (candidate: T) => string;
  /** What else there is to say where nothing is found. */
  readonly note?: () => string | undefined;
}

interface Tried<T> {
  readonly candidate: T;
  readonly result: MatchResult;
}

/** At most so many are listed. */
const LISTED = 10;

/**
 * Looks for a candidate of the name that matches the pattern; one is enough.
 *
 * @throws TestMisuse where the pattern is no mapping, or asks for what no candidate can have
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
      message: `what a ${kind[0]} is like is told by its properties`,
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
    `${asked.where} has ${wording(asked)}, and should not`,
    names.length === 1 ? `It is ${names[0]}:` : `These are: ${names.slice(0, LISTED).join(", ")}${more}; the first:`,
    renderMismatch(found[0]!.candidate, []),
  ].join("\n");
}

/** @param named what came of the candidates of the name */
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

/** The candidates whose name is nearest to the one that none has. */
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
