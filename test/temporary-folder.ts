import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, slashed } from "../lib/text/paths";

const made: string[] = [];

/** An empty folder of its own, which is removed after the test file. */
export function temporaryFolder(): string {
  // On macOS the folder for temporary files is behind a link, which the working folder of a process does not show.
  const folder = slashed(realpathSync(mkdtempSync(join(tmpdir(), "sip-ha-test-"))));
  made.push(folder);
  return folder;
}

/** Called after each test file. */
export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
