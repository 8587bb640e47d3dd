import { statSync } from "node:fs";
import { errors, type Problem } from "../errors";
import { dirname, normalize } from "../text/paths";
import { showPath } from "../text/wording";

/** Thrown where the output folder cannot be written; nothing in it has changed. */
export class OutputUnwritable extends Error {
  /** What is wrong. */
  readonly problem: Problem;
  constructor(folder: string, cause: unknown) {
    const told = cause instanceof Error ? cause.message : String(cause);
    const problem = errors.outputUnwritable(folder, fileInPlace(folder, cause) ?? told);
    super(`${problem.code}: ${problem.message}`, { cause });
    this.problem = problem;
  }
}

/** Says that a file stands where a folder has to be, which the system tells by a word for the last step of the way; undefined where it is something else. */
export function fileInPlace(folder: string, cause: unknown): string | undefined {
  const { code, path: refused = folder } = cause as NodeJS.ErrnoException;
  if (code !== "EEXIST" && code !== "ENOTDIR") return undefined;
  for (let path = normalize(refused); path !== dirname(path); path = dirname(path)) {
    const known = isFolder(path);
    if (known !== undefined) return known ? undefined : `${showPath(path)} is no folder`;
  }
  return undefined;
}

/** Undefined where nothing is there, or cannot be told. */
function isFolder(path: string): boolean | undefined {
  try {
    return statSync(path).isDirectory();
  } catch {
    return undefined;
  }
}
