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
  /** For an unknown key: the key that is most likely meant; otherwise undefined. */
  readonly meant?: string | undefined;
  /** For a mapping that lacks a key: that key. */
  readonly missing?: string;
}

/** A value that has the shape, or every reason why it does not. */
export type Shaped<T> = { readonly value: T } | { readonly problems: readonly ShapeProblem[] };

/** Checks a value against a schema, and reports problems in the words of this library rather than the schema library's. */
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

/** A key that is missing only because it is mistyped is one mistake. */
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
 * What would still be wrong with a number, or true or false, once it is in quotes: quotes do not make it a valid address or name. Undefined if quotes
 * are all that it needs.
 */
function problemInQuotes({ type, input }: v.BaseIssue<unknown>, schema: unknown): Problem | undefined {
  if (type !== "string" || (typeof input !== "number" && typeof input !== "boolean")) return undefined;
  const [issue] = v.safeParse(schema as v.GenericSchema, String(input)).issues ?? [];
  const problem = issue && problemOf(issue, undefined);
  return problem !== undefined && /^invalid-(?:address|network|name)$/.test(problem.code) ? problem : undefined;
}

/** The shape of the value at the end of the keys. */
function schemaAt(schema: unknown, keys: Path): SchemaShape | undefined {
  return unwrap(wholeAt(schema, keys));
}

/** The whole schema of the value at the end of the keys. */
function wholeAt(schema: unknown, keys: Path): unknown {
  return keys.reduce<unknown>((above, key) => {
    // If the shape depends on the value, it is enough to know which container the key is in.
    const shape = unwrap(above, typeof key === "number" ? [] : {});
    return shape?.entries?.[key] ?? shape?.value ?? shape?.item;
  }, schema);
}

/** The allowed words of a value, if only some words are allowed. */
function choicesOf(shape: SchemaShape | undefined): string | undefined {
  return shape?.type === "picklist" && shape.options ? oneOf(shape.options) : undefined;
}

/** The keys that a mapping must have; undefined if it may have any keys. */
function requiredKeys(shape: SchemaShape | undefined): string[] | undefined {
  const isRequired = (schema: unknown) => !/optional|nullish/.test((schema as SchemaShape).type ?? "");
  return shape?.entries && Object.keys(shape.entries).filter((key) => isRequired(shape.entries![key]));
}

/**
 * Problems that the schema library does not report. It stops at the first unknown or reserved key, but all are reported. It takes lists and instances
 * of classes for mappings. It takes cdktf's placeholders, which stand for values that only Terraform knows, for ordinary text and numbers.
 *
 * @param path the path of the value; changed on the way, and restored at the end
 */
function ownProblems(schema: unknown, value: unknown, path: (string | number)[], problems: ShapeProblem[]): void {
  if (isTerraformValue(value)) {
    problems.push({ path: [...path], part: "value", problem: errors.terraformValue() });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const shape = unwrap(schema, value);
  // A value with a schema of its own elsewhere is checked there.
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
  // A whole mapping that only Terraform knows has a key that marks it.
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

/** The problem of a mapping's key that its schema does not have, and the key that is most likely meant. */
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

/** The paths of the mappings in which a key belongs that was written too high up; if there are two, nobody knows which is meant. */
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

/** Whether a value is not an instance of a class: for a schema, a Map has no keys, whatever is in it. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  // The prototype of plain objects is the last one in any realm; a test runner may have several realms.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

interface SchemaShape {
  readonly type?: string;
  readonly entries?: Readonly<Record<string, unknown>>;
  /** For a mapping whose keys are names: the schema of the names. */
  readonly key?: SchemaShape;
  readonly value?: unknown;
  readonly item?: unknown;
  readonly wrapped?: unknown;
  /** For a schema that depends on the value. */
  readonly getter?: (value: unknown) => unknown;
  /** For a choice: the words. */
  readonly options?: readonly string[];
}

/** The schema inside an optional schema, or inside one that depends on the value. A pipe has the properties of its first schema by itself. */
function unwrap(schema: unknown, value?: unknown): SchemaShape | undefined {
  const shape = schema as SchemaShape | undefined;
  const within = shape?.wrapped ?? shape?.getter?.(value);
  return within ? unwrap(within, value) : shape;
}
