import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { bytesOf, type FileText } from "../text/file-text";
import { patiently } from "./patiently";
import { uninterrupted } from "./uninterrupted";

/** A file that is written as a whole; its folder is there. */
export interface WholeFile {
  readonly file: string;
  readonly content: FileText | Uint8Array;
  /** Of a new file. @default 0o666 without what the process's mask takes away */
  readonly mode?: number;
}

/**
 * Writes files so that all of them are new, or none is: each beside its place first, where a disk may turn out to be full, then all are moved there.
 * Whoever reads one meanwhile has the old one or the new one. What a link leads to is replaced, not the link.
 */
export function writeWhole(files: readonly WholeFile[]): void {
  uninterrupted(() => writeAll(files));
}

/**
 * Writes a file that is not there yet: whole, or not at all.
 *
 * @throws Error with the code `EEXIST` where something has its name
 */
export function writeNew(file: string, content: string | Uint8Array): void {
  // By the file itself and not by its name once more, which may be another run's by now. A full disk takes the name of a file that it has no room for.
  const made = openSync(file, "wx");
  try {
    try {
      writeFileSync(made, content);
    } finally {
      closeSync(made);
    }
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

function writeAll(files: readonly WholeFile[]): void {
  const drafts: { readonly draft: string; readonly place: string }[] = [];
  try {
    for (const { file, content, mode } of files) {
      const place = placeOf(file);
      const draft = `${place}.${process.pid}.new`;
      drafts.push({ draft, place });
      // Turned into bytes one by one, as those of a shared text hold until the next.
      const bytes = content instanceof Uint8Array ? content : bytesOf(content);
      writeFileSync(draft, bytes, mode === undefined ? {} : { mode });
    }
    for (const { draft, place } of drafts) patiently(() => renameSync(draft, place));
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    throw error;
  }
}

/** A device would be replaced by a file: for root, /dev/null as well. */
function placeOf(file: string): string {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there === undefined) return file;
  if (there.isDirectory()) throw Object.assign(new Error(`EISDIR: ${file} is a folder`), { code: "EISDIR" });
  if (!there.isFile()) throw new Error(`${file} is not a regular file`);
  return realpathSync(file);
}
