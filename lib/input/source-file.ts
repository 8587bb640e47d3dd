import { readdirSync, readFileSync, statSync } from "node:fs";
import { errors, nearest, type Problem } from "../errors";
import { basename, dirname, join } from "../text/paths";
import { systemErrorCode } from "../text/system-error";

/** Larger than any environment that a person keeps in one file; 300 pairs take about 200 KB. */
export const LARGEST_FILE = 5_000_000;

/** A file's text, or why it cannot be read. */
export type Source = { readonly text: string } | { readonly problem: Problem };

/** Reads a file by its name: from the disk, or as it is at a revision. */
export type ReadSource = (file: string) => Source;

/** The existing file whose name is nearest to a missing one; undefined if no name is near, or two are. */
export function fileMeantBy(file: string): string | undefined {
  try {
    const meant = nearest(basename(file), readdirSync(dirname(file)));
    return meant === undefined ? undefined : join(dirname(file), meant);
  } catch {
    return undefined;
  }
}

/** Reads a file from the disk. */
export function readSource(file: string): Source {
  if (file.includes("\0")) return { problem: errors.fileNotFound(file) };
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    if (status === undefined) return { problem: errors.fileNotFound(file, fileMeantBy(file)) };
    if (status.isDirectory()) return { problem: errors.fileIsFolder() };
    if (!status.isFile()) return { problem: errors.fileUnreadable("it is not a regular file") };
    if (status.size > LARGEST_FILE) return { problem: errors.fileTooLarge(status.size, LARGEST_FILE) };
    const text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(file));
    if (text.includes("\0")) return { problem: errors.fileNotText() };
    return { text };
  } catch (error) {
    if (error instanceof TypeError) return { problem: errors.fileNotText() };
    return { problem: errors.fileUnreadable(systemErrorCode(error)) };
  }
}
