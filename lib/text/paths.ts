import * as own from "node:path";

// Paths that this package makes have `/` between their parts even on Windows, which accepts both. What is written, hashed and printed is then the same
// on every system. A line of shell, in which `\` is not part of a name, then works in any shell there.

/** A path of this system with `/` between its parts; on a system where `\` is an ordinary letter of a name, it stays. */
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
