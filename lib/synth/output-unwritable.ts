import { statSync } from "node:fs";
import { errors, type Problem } from "../errors";
import { dirname, normalize } from "../text/paths";
import { showPath } from "../text/wording";

/** Thrown if the output folder cannot be written; nothing in it has changed. */
export class OutputUnwritable extends Error {
  /** What is wrong. */
  readonly problem: Problem;
  constructor(folder: string, cause: unknown) {
    const told = cause instanceof Error ? cause.message : String(cause);
    const problem = errors.outputUnwritable(folder, refusalInWords(folder, cause) ?? told);
    super(`${problem.code}: ${problem.message}`, { cause });
    this.problem = problem;
  }
}

/**
 * Explains a system error of the last step: a file is where a folder must be, a folder cannot be removed, or a folder is on another file system than
 * what is moved there; undefined for any other error.
 */
export function refusalInWords(folder: string, cause: unknown): string | undefined {
  const { code, syscall, path: refused = folder, dest } = cause as NodeJS.ErrnoException & { readonly dest?: string };
  // If Node may not remove something, it tests whether that is a folder, and reports that test.
  if (syscall === "rmdir") return `${showPath(refused)} cannot be removed`;
  if (syscall === "rename" && code === "EXDEV")
    return `${showPath(dirname(dest ?? folder))} is on another file system than the output folder, which is one as a whole`;
  if (syscall === "rename" && code === "EBUSY") return `${showPath(refused)} is in use, or a file system of its own`;
  if (code !== "EEXIST" && code !== "ENOTDIR") return undefined;
  for (let path = normalize(refused); path !== dirname(path); path = dirname(path)) {
    const known = isFolder(path);
    if (known !== undefined) return known ? undefined : `${showPath(path)} is no folder`;
  }
  return undefined;
}

/** Undefined if nothing is there, or the kind is not known. */
function isFolder(path: string): boolean | undefined {
  try {
    return statSync(path).isDirectory();
  } catch {
    return undefined;
  }
}
