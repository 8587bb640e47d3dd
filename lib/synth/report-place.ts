import { existsSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import type { FileText } from "../text/file-text";
import { dirname, join } from "../text/paths";
import { showPath } from "../text/wording";
import { OutputUnwritable } from "./output-unwritable";
import { patiently } from "./patiently";
import { isReportFile } from "./report-file";
import { uninterrupted } from "./uninterrupted";
import { clearAway, makeFolder, scratchFolder, writeFiles } from "./write";

/**
 * Puts a report into an environment's folder, which a synth may have filled: each file is written beside the output and renamed into its place. A file
 * that an earlier report left there and that this report does not have is removed.
 *
 * @returns the folder
 * @throws OutputUnwritable
 */
export function placeReport(
  outdir: string,
  environment: string,
  files: readonly { readonly path: string; readonly content: FileText }[],
): string {
  const folder = join(outdir, "stacks", environment);
  uninterrupted(() => place(folder, scratchFolder(outdir, `${environment}.report`), files));
  return folder;
}

function place(
  folder: string,
  scratch: string,
  files: readonly { readonly path: string; readonly content: FileText }[],
): void {
  try {
    makeFolder(scratch);
    writeFiles(scratch, files);
    const kept = new Set(files.map(({ path }) => path));
    // Everything that may be in the way is checked before the first file is in place: half a report would mix two models.
    for (const { path } of files) {
      const target = join(folder, path);
      makeFolder(dirname(target));
      if (statSync(target, { throwIfNoEntry: false })?.isDirectory())
        throw new Error(`${showPath(target)} is a folder`);
    }
    for (const { path } of files) patiently(() => renameSync(join(scratch, path), join(folder, path)));
    const diagrams = join(folder, "diagrams");
    for (const name of existsSync(diagrams) ? readdirSync(diagrams) : []) {
      const path = `diagrams/${name}`;
      if (isReportFile(path) && !kept.has(path)) patiently(() => rmSync(join(folder, path)));
    }
  } catch (error) {
    throw error instanceof OutputUnwritable ? error : new OutputUnwritable(folder, error);
  } finally {
    clearAway(scratch);
  }
}
