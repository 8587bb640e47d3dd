import * as v from "valibot";
import { errors, oneOf, type Problem, show } from "../errors";
import { decodeProblem } from "../model/declared";
import { RESERVED_KEYS } from "../model/name";
import type { Path } from "../model/origin";

/** A problem of a value's shape, with the keys that lead to it. */
export interface ShapeProblem {
  readonly path: Path;
  readonly part: "key" | "value";
  readonly problem: Problem;
}

/** A value that has the shape, or every reason why it does not. */
export type Shaped<T> = { readonly value: T } | { readonly problems: readonly ShapeProblem[] };

/** Checks a value against a schema, and says what is wrong in the words of this library rather than of the schema library. */
export function shapeOf<T>(schema: v.GenericSchema<unknown, T>, value: unknown, at: Path): Shaped<T> {
  const problems: ShapeProblem[] = [...keyProblems(schema, value, at)];
  const parsed = v.safeParse(schema, value);
  for (const issue of parsed.issues ?? []) {
    if (issue.expected === "never") continue;
    const path = [...at, ...(issue.path ?? []).map((item) => item.key as string | number)];
    const isKey = issue.path?.at(-1)?.origin === "key";
    const isMissing = isKey && issue.received === "undefined";
    const problem = isMissing ? errors.missingKey(String(path.at(-1))) : problemOf(issue);
    problems.push({ path: isMissing ? path.slice(0, -1) : path, part: isKey && !isMissing ? "key" : "value", problem });
  }
  return problems.length === 0 && parsed.success ? { value: parsed.output } : { problems };
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  Object: "a mapping",
  Array: "a list",
  "(string | number | boolean)": "text, a number, or true or false",
};

function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const own = decodeProblem(issue.message);
  if (own !== undefined) return { ...own, found: show(issue.input) };
  const expected = issue.expected ?? "";
  if (issue.type === "picklist") return errors.invalidValue(issue.input, oneOf(expected.match(/[\w-]+/g) ?? []));
  if (issue.type === "min_length") return errors.wrongType(issue.input, "a list with at least one entry");
  if (issue.type === "regex") return errors.invalidValue(issue.input, `text that matches ${expected}`);
  const problem = errors.wrongType(issue.input, EXPECTED[expected] ?? expected);
  const isPlain = typeof issue.input === "number" || typeof issue.input === "boolean";
  return expected === "string" && isPlain ? { ...problem, fix: `put it in quotes: "${String(issue.input)}"` } : problem;
}

/** Unknown and reserved keys, all of them; the schema library stops at the first. */
function* keyProblems(schema: unknown, value: unknown, at: Path): Generator<ShapeProblem> {
  const shape = unwrap(schema);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) if (shape?.item) yield* keyProblems(shape.item, item, [...at, index]);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const path = [...at, key];
    if (shape?.entries && !Object.hasOwn(shape.entries, key))
      yield { path, part: "key", problem: errors.unknownKey(key, Object.keys(shape.entries)) };
    else if (shape?.value && RESERVED_KEYS.has(key)) yield { path, part: "key", problem: errors.reservedName(key) };
    else yield* keyProblems(shape?.entries?.[key] ?? shape?.value, item, path);
  }
}

interface SchemaShape {
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly value?: unknown;
  readonly item?: unknown;
  readonly wrapped?: unknown;
  readonly pipe?: readonly unknown[];
}

function unwrap(schema: unknown): SchemaShape | undefined {
  const shape = schema as SchemaShape | undefined;
  if (shape?.wrapped) return unwrap(shape.wrapped);
  return shape?.pipe ? unwrap(shape.pipe[0] === schema ? { ...shape, pipe: undefined } : shape.pipe[0]) : shape;
}
