import { errors, keyThere, meantKey, oneOf, type Problem, show } from "../errors";
import { decodeProblem } from "../model/declared";
import { RESERVED_KEYS } from "../model/name";
import type { Path } from "../model/origin";
import { v } from "../model/schema";
import { isTerraformValue } from "./terraform-value";

/** A problem of a value's shape, with the keys that lead to it. */
export interface ShapeProblem {
  readonly path: Path;
  readonly part: "key" | "value";
  readonly problem: Problem;
  /** Of an unknown key: the key that is most likely meant. */
  readonly meant?: string | undefined;
  /** Of a mapping that lacks a key: that key. */
  readonly missing?: string;
}

/** A value that has the shape, or every reason why it does not. */
export type Shaped<T> = { readonly value: T } | { readonly problems: readonly ShapeProblem[] };

/** Checks a value against a schema, and says what is wrong in the words of this library rather than of the schema library. */
export function shapeOf<T>(schema: v.GenericSchema<unknown, T>, value: unknown, at: Path): Shaped<T> {
  const problems: ShapeProblem[] = [];
  ownProblems(schema, value, [...at], problems);
  const parsed = v.safeParse(schema, value);
  if (problems.length === 0 && parsed.success) return { value: parsed.output };
  const unread = problems.filter(({ problem: { code } }) => /^(?:wrong-type|terraform-value)$/.test(code));
  const reported = new Set(problems.map(({ path, part }) => JSON.stringify([path, part])));
  for (const issue of parsed.issues ?? []) {
    if (issue.expected === "never") continue;
    const path = [...at, ...(issue.path ?? []).map((item) => item.key as string | number)];
    if (unread.some(({ path: above }) => above.every((key, index) => path[index] === key))) continue;
    const isKey = issue.path?.at(-1)?.origin === "key";
    const isMissing = isKey && issue.received === "undefined";
    if (isMissing) {
      const missing = String(path.at(-1));
      const problem = errors.missingKey(missing, choicesOf(schemaAt(schema, path.slice(at.length))));
      problems.push({ path: path.slice(0, -1), part: "value", problem, missing });
      continue;
    }
    const part = isKey ? "key" : "value";
    const place = JSON.stringify([path, part]);
    // A value that breaks two rules at once is one mistake.
    if (!reported.has(place)) {
      const keys = path.slice(at.length);
      const problem = problemInQuotes(issue, wholeAt(schema, keys)) ?? problemOf(issue, schemaAt(schema, keys));
      problems.push({ path, part, problem });
    }
    reported.add(place);
  }
  return { problems: withoutConsequences(problems) };
}

/** A key that is missing because it is mistyped is one mistake. */
function withoutConsequences(problems: readonly ShapeProblem[]): ShapeProblem[] {
  const keys = (which: "meant" | "missing") =>
    problems.flatMap(({ path, [which]: key }) => (key === undefined ? [] : [{ path, key }]));
  const place = (mapping: Path, key: string) => JSON.stringify([...mapping, key]);
  const mistyped = new Set(keys("meant").map(({ path, key }) => place(path.slice(0, -1), key)));
  return problems.filter(({ path, missing }) => missing === undefined || !mistyped.has(place(path, missing)));
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  Object: "a mapping",
  Array: "a list",
  "(string | number | boolean)": "text, a number, or true or false",
};

function problemOf(issue: v.BaseIssue<unknown>, shape: SchemaShape | undefined): Problem {
  const own = decodeProblem(issue.message);
  if (own !== undefined) return { found: show(issue.input), ...own };
  const expected = issue.expected ?? "";
  if (issue.type === "picklist") return errors.invalidValue(issue.input, oneOf(expected.match(/[\w-]+/g) ?? []));
  if (issue.type === "min_length")
    return { ...errors.wrongType(issue.input, "a list with at least one entry"), found: "an empty list" };
  return errors.wrongType(issue.input, EXPECTED[expected] ?? expected, requiredKeys(shape));
}

/**
 * What would still be wrong with a number, or true or false, once it is in quotes: of an address or a name that is none, which quotes do not make one.
 * Undefined where quotes are all that it needs.
 */
function problemInQuotes({ type, input }: v.BaseIssue<unknown>, schema: unknown): Problem | undefined {
  if (type !== "string" || (typeof input !== "number" && typeof input !== "boolean")) return undefined;
  const [issue] = v.safeParse(schema as v.GenericSchema, String(input)).issues ?? [];
  const problem = issue && problemOf(issue, undefined);
  return problem !== undefined && /^invalid-(?:address|network|name)$/.test(problem.code) ? problem : undefined;
}

/** The shape of what stands at the end of the keys. */
function schemaAt(schema: unknown, keys: Path): SchemaShape | undefined {
  return unwrap(wholeAt(schema, keys));
}

/** The schema of what stands at the end of the keys, with all that it asks for. */
function wholeAt(schema: unknown, keys: Path): unknown {
  return keys.reduce<unknown>((above, key) => {
    // Of what depends on the value it is enough to know which container the key is in.
    const shape = unwrap(above, typeof key === "number" ? [] : {});
    return shape?.entries?.[key] ?? shape?.value ?? shape?.item;
  }, schema);
}

/** The words that a value may be, where only some may. */
function choicesOf(shape: SchemaShape | undefined): string | undefined {
  return shape?.type === "picklist" && shape.options ? oneOf(shape.options) : undefined;
}

/** The keys that a mapping has to have; undefined where it may have any. */
function requiredKeys(shape: SchemaShape | undefined): string[] | undefined {
  const isRequired = (schema: unknown) => !/optional|nullish/.test((schema as SchemaShape).type ?? "");
  return shape?.entries && Object.keys(shape.entries).filter((key) => isRequired(shape.entries![key]));
}

/**
 * What the schema library does not tell: all unknown and reserved keys, as it stops at the first; lists and objects of classes where a mapping should be, as they are
 * mappings to it; and cdktf's placeholders for values that only Terraform knows, which are text and numbers like any other to it.
 *
 * @param path where the value stands; changed on the way, and back as it was at the end
 */
function ownProblems(schema: unknown, value: unknown, path: (string | number)[], problems: ShapeProblem[]): void {
  if (isTerraformValue(value)) {
    problems.push({ path: [...path], part: "value", problem: errors.terraformValue() });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const shape = unwrap(schema, value);
  // What has a schema of its own elsewhere is looked at there.
  if (shape === undefined || shape.type === "unknown") return;
  const isList = Array.isArray(value);
  if ((isList || !isPlain(value)) && (shape.entries || shape.value)) {
    problems.push({
      path: [...path],
      part: "value",
      problem: errors.wrongType(value, "a mapping", requiredKeys(shape)),
    });
    return;
  }
  // A whole mapping that only Terraform knows is one with a key that says so.
  if (Object.keys(value).some(isTerraformValue)) {
    problems.push({ path: [...path], part: "value", problem: errors.terraformValue() });
    return;
  }
  for (const key of Object.keys(value)) {
    const item = (value as Readonly<Record<string, unknown>>)[key];
    path.push(isList ? Number(key) : key);
    if (shape.entries && !Object.hasOwn(shape.entries, key)) {
      problems.push({ path: [...path], part: "key", ...unknownKey(shape, key, value, Object.keys(shape.entries)) });
    } else if (shape.value && RESERVED_KEYS.has(key))
      problems.push({ path: [...path], part: "key", problem: errors.reservedName(key) });
    else ownProblems(shape.entries?.[key] ?? shape.value ?? shape.item, item, path, problems);
    path.pop();
  }
}

/** What is wrong with a key of a mapping that its schema does not have, and the key that is most likely meant. */
export function unknownKey(
  { entries = {} }: SchemaShape,
  key: string,
  value: object,
  allowed: readonly string[],
): { readonly problem: Problem; readonly meant: string | undefined } {
  const meant = meantKey(key, value, allowed);
  const there = keyThere(key, value, allowed);
  const [holder, another] = meant === undefined && there === undefined ? holdersOf(entries, key, allowed) : [];
  if (holder !== undefined && another === undefined) return { problem: errors.keyBelow(key, allowed, holder), meant };
  return { problem: errors.unknownKey(key, allowed, meant, there), meant };
}

/** The paths of the mappings that may have a key which stands too high: of two nobody knows which is meant. */
function holdersOf(entries: SchemaShape["entries"] & {}, key: string, allowed: readonly string[]): string[] {
  return allowed.flatMap((holder) => {
    const { entries: within = {}, key: names } = unwrap(entries[holder]) ?? {};
    const isItsOwn = Object.hasOwn(within, key) || names?.options?.includes(key);
    return [
      ...(isItsOwn ? [holder] : []),
      ...holdersOf(within, key, Object.keys(within)).map((below) => `${holder}.${below}`),
    ];
  });
}

/** Whether a value is no object of a class: a Map has no keys for a schema, whatever is in it. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  // The prototype of plain objects of any realm is the last one; a test runner may have several.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

interface SchemaShape {
  readonly type?: string;
  readonly entries?: Readonly<Record<string, unknown>>;
  /** Of a mapping whose keys are names: the schema of these. */
  readonly key?: SchemaShape;
  readonly value?: unknown;
  readonly item?: unknown;
  readonly wrapped?: unknown;
  /** Of a schema that depends on the value. */
  readonly getter?: (value: unknown) => unknown;
  /** Of a choice: the words. */
  readonly options?: readonly string[];
}

/** What an optional schema is about, or one that depends on the value. A pipe has by itself what its first schema has. */
function unwrap(schema: unknown, value?: unknown): SchemaShape | undefined {
  const shape = schema as SchemaShape | undefined;
  const within = shape?.wrapped ?? shape?.getter?.(value);
  return within ? unwrap(within, value) : shape;
}
