import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, slashed } from "../lib/text/paths";

const made: string[] = [];

/** A new empty folder, which is removed after the test file. */
export function temporaryFolder(): string {
  // On macOS the path of the folder for temporary files goes through a link, but the working folder of a process shows the path without it.
  const folder = slashed(realpathSync(mkdtempSync(join(tmpdir(), "sip-ha-test-"))));
  made.push(folder);
  return folder;
}

/** Called after each test file. */
export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
