import { distance } from "fastest-levenshtein";
import { hasPassword } from "./secret-text";

/** Text from outside, in a form for messages: one line, quoted if it is not plain, cut if it is long; not shown if it contains a secret. */
export function show(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string" && hasPassword(value))
    return "text with a password or a private key, which is not shown";
  if (typeof value === "string" && /^[\w./:@+-]{1,60}$/.test(value)) return value;
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return classOf(value);
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  // Without its n it would look like the number that is expected.
  const text = typeof value === "string" ? quoted(value) : typeof value === "bigint" ? `${value}n` : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The longest path that Windows accepts without further arrangements. */
const LONGEST_PATH = 260;

/** The path of a file, in a form for messages: whole, or if it is too long its end, which identifies it; the `\` of Windows stays. */
export function showPath(path: string): string {
  if (hasPassword(path)) return show(path);
  const text = /^[\w./\\:@+~()-]+$/.test(path) ? path : quoted(path);
  return text.length > LONGEST_PATH ? `...${text.slice(3 - LONGEST_PATH)}` : text;
}

/** `a mapping`; for an instance of a class, such as a Map, the name of the class. */
function classOf(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return "a mapping";
  const name = String((value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] ?? prototype.constructor?.name);
  return /^[\w ]{1,60}$/.test(name) ? `${/^[AEIOU]/i.test(name) ? "an" : "a"} ${name}` : "an object of a class";
}

/** JSON, in which every character is escaped that a terminal may act on or that changes the direction of the text. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** Text from a host, or the name of a file: as it is, or quoted if a terminal would act on something in it. */
export function plain(text: string): string {
  return /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text) ? quoted(text) : text;
}

/** `1 error`, `2 errors` */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** The words of a list as a person reads them: `udp, tcp or tls`. */
export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "nothing") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** The words of a list as a person reads them: `udp, tcp and tls`. */
export function allOf(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "nothing") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** Few enough to be read. */
const LISTED = 12;

/** All of the words; if there are many, the ones nearest to the given word, which is not among them. */
export function oneOfNearest(word: string, known: readonly string[]): string {
  if (known.length <= LISTED) return oneOf(known);
  const near = known.map((other) => ({ other, off: distance(word.toLowerCase().slice(0, 100), other.toLowerCase()) }));
  const first = near.sort((a, b) => a.off - b.off).slice(0, LISTED);
  return `${first.map(({ other }) => other).join(", ")} or one of ${known.length - LISTED} more`;
}

/** The first words of a list that may be long: `a, b and 990 more`. */
export function someOf(words: readonly string[]): string {
  return words.length <= LISTED
    ? words.join(", ")
    : `${words.slice(0, LISTED).join(", ")} and ${words.length - LISTED} more`;
}

/** The candidate that a mistyped or shortened word most likely means; undefined if none is near, or two are equally near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 100) return undefined;
  const lower = word.toLowerCase();
  const steps = candidates.map((candidate) => mistakes(lower, candidate.toLowerCase()));
  const least = Math.min(...steps);
  const [found, another] = candidates.filter((_, index) => steps[index] === least);
  const most = word.length < 5 ? 1 : Math.max(2, Math.floor(word.length / 3));
  if (least <= most) return another === undefined && found !== word ? found : undefined;
  const [begun, other] = candidates.filter((candidate) => candidate.toLowerCase().startsWith(lower));
  return word.length < 3 || other !== undefined ? undefined : begun;
}

/**
 * The key that an unknown key most likely means: an allowed key that the mapping does not have, because a key that it has is not what was meant.
 * Undefined if a key that it has is much nearer.
 */
export function meantKey(key: string, mapping: object, allowed: readonly string[]): string | undefined {
  const meant = nearest(
    key,
    allowed.filter((one) => !Object.hasOwn(mapping, one)),
  );
  const there = keyThere(key, mapping, allowed);
  if (meant === undefined || there === undefined) return meant;
  const steps = (one: string) => mistakes(key.toLowerCase(), one.toLowerCase());
  return steps(there) + 1 < steps(meant) ? undefined : meant;
}

/** The key of the mapping that an unknown key is a slip for: if one file is laid over another, each of them may have one of the two. */
export function keyThere(key: string, mapping: object, allowed: readonly string[]): string | undefined {
  return nearest(
    key,
    allowed.filter((one) => Object.hasOwn(mapping, one)),
  );
}

/** How many letters are wrong, missing or superfluous; letters that have only changed places count as one mistake. */
function mistakes(word: string, meant: string): number {
  const sorted = (text: string) => [...text].sort().join("");
  const isReordered = word !== meant && sorted(word) === sorted(meant);
  return isReordered ? 1 : distance(word, meant);
}
