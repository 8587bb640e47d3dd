import { sep } from "node:path";

/**
 * A path with `/` between its parts, as it stands in what is the same on every system, and in a line of shell, where a `\` is no part of a name. Windows
 * takes either; elsewhere a `\` is a letter of a name like others.
 */
export function slashed(path: string, separator: string = sep): string {
  return separator === "\\" ? path.replaceAll("\\", "/") : path;
}
