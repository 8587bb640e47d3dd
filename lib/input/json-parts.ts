import type * as Jsonc from "jsonc-parser";
import { errors } from "../errors";
import type { Position } from "../model/origin";
import type { LocatedProblem } from "./yaml-source";

/** A part of a JSON file: its top, a value of the object at the top, or an entry of a list there. */
export interface JsonPart {
  /** Where the value begins. */
  readonly at: Position;
  readonly start: number;
  end: number;
  readonly isScalar: boolean;
  /** Where its key begins; undefined if it has none. */
  readonly key: Position | undefined;
  /** The parts of the top by key, those of a list by number; undefined if no parts are remembered. */
  readonly parts: Map<string | number, JsonPart> | undefined;
}

/** More levels than any export has; deeper recursion is a risk. */
const DEEPEST = 100;

/** The library that finds places in JSON; it is loaded only when a JSON file is read. */
let loaded: typeof Jsonc | undefined;
export function jsonc(): typeof Jsonc {
  loaded ??= require("jsonc-parser") as typeof Jsonc;
  return loaded;
}

// Values of the library's SyntaxKind, an enumeration that is not available if each file is compiled by itself.
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, COMMA, COLON, END] = [1, 2, 3, 4, 5, 6, 17];

/** Goes once through a text that is known to be JSON, and remembers the places of its parts. */
export function jsonParts(
  file: string,
  text: string,
): { readonly top: JsonPart; readonly problems: readonly LocatedProblem[] } {
  const scanner = jsonc().createScanner(text, true);
  const problems: LocatedProblem[] = [];
  /** The open objects and lists, outermost first: the keys that an object has so far, and the part if it is one. */
  const open: { readonly keys: Set<string> | undefined; readonly part: JsonPart | undefined }[] = [];
  let top: JsonPart | undefined;
  let key: { readonly name: string; readonly at: Position } | undefined;
  let isKeyNext = false;
  const at = (): Position => ({
    file,
    line: scanner.getTokenStartLine() + 1,
    column: scanner.getTokenStartCharacter() + 1,
  });
  const partHere = (token: number): JsonPart | undefined => {
    const { keys, part: around } = open.at(-1) ?? {};
    if (open.length > 0 && around?.parts === undefined) return undefined;
    const start = scanner.getTokenOffset();
    const hasParts = open.length === 0 ? token === OPEN_BRACE : open.length === 1 && token === OPEN_BRACKET;
    const part: JsonPart = {
      at: at(),
      start,
      end: start + scanner.getTokenLength(),
      isScalar: token !== OPEN_BRACE && token !== OPEN_BRACKET,
      key: keys && key?.at,
      parts: hasParts ? new Map() : undefined,
    };
    top ??= part;
    around?.parts?.set(keys === undefined ? around.parts.size : key!.name, part);
    return part;
  };
  for (let token = scanner.scan() as number; token !== END; token = scanner.scan()) {
    if (isKeyNext && token !== CLOSE_BRACE) {
      key = { name: scanner.getTokenValue(), at: at() };
      const { keys } = open.at(-1)!;
      if (keys!.has(key.name)) problems.push({ problem: errors.duplicateKey(key.name), position: key.at });
      keys!.add(key.name);
      isKeyNext = false;
    } else if (token === OPEN_BRACE || token === OPEN_BRACKET) {
      if (open.length === DEEPEST)
        return { top: top!, problems: [{ problem: errors.jsonSyntax("nested too deeply"), position: at() }] };
      isKeyNext = token === OPEN_BRACE;
      open.push({ part: partHere(token), keys: isKeyNext ? new Set() : undefined });
    } else if (token === CLOSE_BRACE || token === CLOSE_BRACKET) {
      const { part } = open.pop()!;
      if (part !== undefined) part.end = scanner.getTokenOffset() + 1;
      isKeyNext = false;
    } else if (token === COMMA) isKeyNext = open.at(-1)!.keys !== undefined;
    else if (token !== COLON) partHere(token);
  }
  return { top: top!, problems };
}
