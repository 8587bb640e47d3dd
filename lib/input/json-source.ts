import type { Node } from "jsonc-parser";
import { errors } from "../errors";
import { isMapping } from "../model/mapping";
import type { Path, Position } from "../model/origin";
import { type JsonPart, jsonc, jsonParts } from "./json-parts";
import type { ReadSource } from "./source-file";
import { type LocatedProblem, WRITE_AGAIN } from "./yaml-source";

/** A JSON file whose top is an object. */
export interface JsonSource {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** The place of the first bytes in the file that are not text, so that its values are not what was meant; undefined if there are none. */
  readonly noText: Position | undefined;
  /** The place of a path in this file: exact, or that of the nearest value above. */
  locate(path: Path, part: "key" | "value"): { readonly position: Position };
}

/**
 * Reads a JSON file, which may be large. Its values come from the engine's own parser, and only the places of its parts are remembered. A place within
 * a part is looked up when it is asked for.
 */
export function readJson(file: string, read: ReadSource): JsonSource | readonly LocatedProblem[] {
  const source = read(file);
  const start: Position = { file, line: 1, column: 1 };
  if ("problem" in source) return [{ problem: source.problem, position: start }];
  const text = source.text.replace(/^\uFEFF/, "");
  if (text.trim() === "") return [{ problem: errors.fileEmpty(WRITE_AGAIN), position: start }];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return [syntaxProblem(file, text, error)];
  }
  const { top, problems } = jsonParts(file, text);
  if (problems.length > 0) return problems;
  if (!isMapping(value)) return [{ problem: errors.notAMapping(value, "the file"), position: top.at }];
  const lost = text.indexOf("\uFFFD");
  const noText = lost === -1 ? undefined : positionAfter(start, text.slice(0, lost));
  return { file, value, noText, locate: placesIn(top, text) };
}

/** The first syntax error, in the library's words. */
function syntaxProblem(file: string, text: string, error: unknown): LocatedProblem {
  let found: LocatedProblem | undefined;
  const onError = (code: number, _offset: number, _length: number, line: number, character: number) => {
    const detail = jsonc()
      .printParseErrorCode(code)
      .replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    found ??= {
      problem: errors.jsonSyntax(detail.toLowerCase()),
      position: { file, line: line + 1, column: character + 1 },
    };
  };
  try {
    jsonc().visit(text, { onError }, { disallowComments: true });
  } catch {
    // The library's recursion has a limit.
    found ??= { problem: errors.jsonSyntax("nested too deeply"), position: { file, line: 1, column: 1 } };
  }
  return found ?? { problem: errors.jsonSyntax((error as Error).message), position: { file, line: 1, column: 1 } };
}

function placesIn(top: JsonPart, text: string): JsonSource["locate"] {
  // A caller that asks for one place in a part usually asks for others.
  let last: { readonly part: JsonPart; readonly tree: Node } | undefined;
  const treeOf = (part: JsonPart): Node => {
    if (last?.part !== part) last = { part, tree: jsonc().parseTree(text.slice(part.start, part.end))! };
    return last.tree;
  };
  return (path, kind) => {
    let part = top;
    let position = top.at;
    for (const [index, step] of path.entries()) {
      if (part.parts === undefined)
        return { position: within(part, treeOf(part), path.slice(index), kind) ?? position };
      const next = part.parts.get(step);
      if (next === undefined) return { position };
      part = next;
      position = place(next, kind === "key" && index === path.length - 1);
    }
    return { position };
  };

  function within(part: JsonPart, tree: Node, path: Path, kind: "key" | "value"): Position | undefined {
    let position: Position | undefined;
    let node = tree;
    for (const [index, step] of path.entries()) {
      const child = childOf(node, step);
      if (child === undefined) break;
      const { key, value } = child;
      const isScalar = value.children === undefined;
      const at = (one: Node) => positionAfter(part.at, text.slice(part.start, part.start + one.offset));
      position = place({ at: at(value), key: key && at(key), isScalar }, kind === "key" && index === path.length - 1);
      node = value;
    }
    return position;
  }
}

/** An object itself starts with a brace; a reader looks for the key that it belongs to. */
function place({ at, key, isScalar }: Pick<JsonPart, "at" | "key" | "isScalar">, isKeyAsked: boolean): Position {
  return isKeyAsked || !isScalar ? (key ?? at) : at;
}

function childOf({ type, children = [] }: Node, step: string | number): { key?: Node; value: Node } | undefined {
  if (type === "array") {
    const value = children[step as number];
    return value && { value };
  }
  const [key, value] = children.find((one) => one.children?.[0]?.value === step)?.children ?? [];
  return key && value && { key, value };
}

/** The place after a text that begins at the given place. */
function positionAfter({ file, line, column }: Position, text: string): Position {
  const lines = text.split(/\r\n?|\n/);
  const last = lines.at(-1)!.length;
  return { file, line: line + lines.length - 1, column: lines.length === 1 ? column + last : last + 1 };
}
