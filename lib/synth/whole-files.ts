import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { bytesOf, type FileText } from "../text/file-text";
import { patiently } from "./patiently";
import { uninterrupted } from "./uninterrupted";

/** A file that is written as a whole; its folder exists. */
export interface WholeFile {
  readonly file: string;
  readonly content: FileText | Uint8Array;
  /** The mode of a new file. @default 0o666 without what the process's mask removes */
  readonly mode?: number;
}

/**
 * Writes files so that either all of them are new or none is. Each is first written beside its place, where a full disk shows itself; then all are
 * moved into place. Meanwhile a reader sees the old file or the new one. The target of a link is replaced, not the link.
 */
export function writeWhole(files: readonly WholeFile[]): void {
  uninterrupted(() => writeAll(files));
}

/**
 * Writes a file that does not exist yet, completely or not at all.
 *
 * @throws Error with the code `EEXIST` if something has its name
 */
export function writeNew(file: string, content: string | Uint8Array): void {
  // Writes through the open file, not by its name again, which may be another run's by now. A full disk still accepts the name of a file that it has no room for.
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
      // Converted to bytes one by one, because the bytes of a shared text hold only until the next conversion.
      const bytes = content instanceof Uint8Array ? content : bytesOf(content);
      writeFileSync(draft, bytes, mode === undefined ? {} : { mode });
    }
    for (const { draft, place } of drafts) patiently(() => renameSync(draft, place));
  } catch (error) {
    for (const { draft } of drafts) rmSync(draft, { force: true });
    throw error;
  }
}

/** Refuses a device, which a file would replace; if root runs this, even /dev/null. */
function placeOf(file: string): string {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there === undefined) return file;
  if (there.isDirectory()) throw Object.assign(new Error(`EISDIR: ${file} is a folder`), { code: "EISDIR" });
  if (!there.isFile()) throw new Error(`${file} is not a regular file`);
  return realpathSync(file);
}
