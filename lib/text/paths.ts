import * as own from "node:path";

// Paths that this package makes have `/` between their parts on Windows, too, which takes either: what is written, hashed and printed is then the same on
// every system, and a line of shell, where a `\` is no part of a name, is one in any shell there.

/** A path of this system with `/` between its parts; where a `\` is a letter of a name like others, it stays one. */
export function slashed(path: string, separator: string = own.sep): string {
  return separator === "\\" ? path.replaceAll("\\", "/") : path;
}

export const { basename, isAbsolute } = own;

export function dirname(path: string): string {
  return slashed(own.dirname(path));
}

export function join(...parts: readonly string[]): string {
  return slashed(own.join(...parts));
}

export function normalize(path: string): string {
  return slashed(own.normalize(path));
}

export function relative(from: string, to: string): string {
  return slashed(own.relative(from, to));
}

export function resolve(...parts: readonly string[]): string {
  return slashed(own.resolve(...parts));
}
