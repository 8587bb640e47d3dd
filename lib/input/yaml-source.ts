import type * as Yaml from "yaml";
import { errors, type Problem } from "../errors";
import type { Path, Position } from "../model/origin";
import { isSecretKey } from "../text/secret-text";
import { type ReadSource, readSource } from "./source-file";

/** A problem in a file, with its place. */
export interface LocatedProblem {
  readonly problem: Problem;
  readonly position: Position;
}

/** A YAML file whose top is a mapping of plain values. */
export interface YamlSource {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** The place of a path in this file: exact, or that of the nearest mapping above, with the number of keys that were found. */
  locate(path: Path, part: "key" | "value"): { readonly position: Position; readonly found: number };
}

/** The YAML library is large, and only files need it; programs that use constructs do not load it. */
let loaded: typeof Yaml | undefined;
function yaml(): typeof Yaml {
  loaded ??= require("yaml") as typeof Yaml;
  return loaded;
}

/** What to do about an empty file that a program should have written. */
export const WRITE_AGAIN = "write the file again with the program that wrote it";

/** How to read a YAML file, if it is not a file on the disk that a program wrote. */
export interface YamlReading {
  readonly read?: ReadSource;
  /** What to do if the file is empty. */
  readonly ifEmpty?: string;
}

/**
 * Reads a YAML file strictly: no duplicate keys, no aliases, anchors, merge keys or tags. With those, a reviewer cannot take a file at its word, and
 * aliases can grow without bound.
 */
export function readYaml(
  file: string,
  { read = readSource, ifEmpty = WRITE_AGAIN }: YamlReading = {},
): YamlSource | readonly LocatedProblem[] {
  const source = read(file);
  if ("problem" in source) return [{ problem: source.problem, position: { file, line: 1, column: 1 } }];
  if (source.text.includes("\r") && !source.text.includes("\n"))
    return [{ problem: errors.lineEnds(), position: { file, line: 1, column: 1 } }];
  const lines = new (yaml().LineCounter)();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  let document: Yaml.Document.Parsed;
  try {
    document = yaml().parseDocument(source.text, {
      lineCounter: lines,
      uniqueKeys: true,
      strict: true,
      prettyErrors: false,
    });
  } catch (error) {
    const detail = error instanceof RangeError ? "nested too deeply" : String(error);
    return [{ problem: errors.yamlSyntax(detail), position: { file, line: 1, column: 1 } }];
  }
  const isBroken = document.errors.some((error) => error.code !== "DUPLICATE_KEY");
  const problems = [
    ...syntaxProblems(document, at, source.text),
    ...(isBroken ? [] : featureProblems(document, at, source.text)),
  ];
  if (problems.length > 0) return problems;
  const top = document.contents as Yaml.Node | null;
  if (top === null || (yaml().isScalar(top) && top.value === null))
    return [{ problem: errors.fileEmpty(ifEmpty), position: { file, line: 1, column: 1 } }];
  if (!yaml().isMap(top))
    return [{ problem: errors.notAMapping(document.toJS(), "the file"), position: at(top.range?.[0] ?? 0) }];
  return {
    file,
    value: document.toJS() as Record<string, unknown>,
    locate: (path, part) => locate(top, path, part, at),
  };
}

function syntaxProblems(
  document: Yaml.Document.Parsed,
  at: (offset: number) => Position,
  text: string,
): LocatedProblem[] {
  const duplicates = document.errors.filter((error) => error.code === "DUPLICATE_KEY");
  const broken = document.errors.find((error) => error.code !== "DUPLICATE_KEY");
  // Whatever follows the first syntax error is a consequence of it.
  if (broken !== undefined) {
    return [{ problem: errors.yamlSyntax(detailOf(broken)), position: at(broken.pos[0]) }];
  }
  return duplicates.map((error) => {
    const key = /^(?:"[^"\n]*"|'[^'\n]*'|[^:\n]*)/.exec(text.slice(error.pos[0], error.pos[0] + 200))![0];
    return { problem: errors.duplicateKey(key.trim().replaceAll(/^["']|["']$/g, "")), position: at(error.pos[0]) };
  });
}

/** The error, in words for the writer of the file rather than for a user of the YAML library. */
function detailOf({ code, message }: Yaml.YAMLParseError): string {
  if (message.startsWith("Maximum call stack")) return "nested too deeply";
  if (code === "MULTIPLE_DOCS") return "a second document begins here; one file has one environment";
  if (code === "BLOCK_IN_FLOW") return "inside braces or brackets a comma is missing, or they are not closed";
  // The part of the file that the library quotes may be a password without quotes.
  return message.split("\n")[0]!.replace(/(?<=[a-z)]): .*$|(?<=sequence) \\.*$/, "");
}

/** An environment has about ten levels, each of which is two steps of the tree; deeper recursion is a risk. */
const DEEPEST = 100;

function featureProblems(
  document: Yaml.Document.Parsed,
  at: (offset: number) => Position,
  text: string,
): LocatedProblem[] {
  // Older YAML versions read other values from the same text: yes as true, 010 as 8.
  const { yaml: directive, tags } = document.directives;
  const isOther = document.warnings.some(({ code }) => code === "BAD_DIRECTIVE");
  if (isOther || directive.version !== "1.2" || Object.keys(tags).length > 1) {
    const problem = errors.yamlSyntax("lines that start with % are not read; remove them");
    return [{ problem, position: at(Math.max(0, text.search(/^%/m))) }];
  }
  const problems: LocatedProblem[] = [];
  const note = (problem: Problem, node: { range?: Yaml.Range | null | undefined }) =>
    problems.push({ problem, position: at(node.range?.[0] ?? 0) });
  try {
    yaml().visit(document, {
      Alias: (_key, node) => void note(errors.yamlAlias(), node),
      Pair: (_key, pair) => {
        const key = pair.key as Yaml.Node;
        if (yaml().isScalar(key) && key.value === "<<") note(errors.yamlAlias(), key);
        else if (!yaml().isScalar(key) || typeof key.value !== "string")
          note(errors.yamlSyntax("a key is not text; put it in quotes"), key ?? {});
      },
      Node: (_key, node, path) => {
        if (path.length > DEEPEST) {
          note(errors.yamlSyntax("nested too deeply"), node);
          return yaml().visit.BREAK;
        }
        if ("anchor" in node && node.anchor) note(errors.yamlAlias(), node);
        if (node.tag !== undefined)
          note(errors.yamlTag(isSecretPlace(path) ? undefined : node.tag.replace("tag:yaml.org,2002:", "!!")), node);
        else if (yaml().isScalar(node) && typeof node.value === "number" && node.source !== String(node.value))
          note(
            isSecretPlace(path) ? errors.yamlNumberOfSecret() : errors.yamlNumber(node.source ?? "", node.value),
            node,
          );
        return undefined;
      },
    });
  } catch {
    return [{ problem: errors.yamlSyntax("nested too deeply"), position: at(0) }];
  }
  // A file that uses aliases has many of them; reporting the first is enough.
  const first = problems.find(({ problem }) => problem.code === "yaml-alias");
  return problems.filter((one) => one.problem.code !== "yaml-alias" || one === first);
}

/** Whether a node is below a key whose value may be a secret. */
function isSecretPlace(path: readonly unknown[]): boolean {
  return path.some((above) => {
    const key = yaml().isPair(above) ? above.key : undefined;
    return yaml().isScalar(key) && isSecretKey(String(key.value));
  });
}

function locate(top: Yaml.YAMLMap, path: Path, part: "key" | "value", at: (offset: number) => Position) {
  const { isMap, isScalar, isSeq } = yaml();
  let node: unknown = top;
  let position = at(top.range?.[0] ?? 0);
  for (const [index, step] of path.entries()) {
    const isLast = index === path.length - 1;
    if (isMap(node)) {
      const pair: Yaml.Pair | undefined = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined) return { position, found: index };
      node = pair.value;
      // A mapping itself starts at its first key; a reader looks for the key that it belongs to.
      const showKey = (isLast && part === "key") || !isScalar(node);
      position = at(((showKey ? pair.key : node) as Yaml.Node).range?.[0] ?? 0);
    } else if (isSeq(node)) {
      const item: unknown = node.items[step as number];
      if (item === undefined) return { position, found: index };
      node = item;
      position = at((node as Yaml.Node).range?.[0] ?? 0);
    } else return { position, found: index };
  }
  return { position, found: path.length };
}
