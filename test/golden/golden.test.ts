import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { sipHa } from "../command";
import { folderContent } from "../folder-content";
import { onAnyCore } from "../on-any-core";
import { temporaryFolder } from "../temporary-folder";

/**
 * Each folder beside this file is an environment and every file that it amounts to, reviewed like code. `npm run golden` writes the expected files
 * anew; then look at the difference.
 */
const names = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** npm says which of its scripts runs. */
const isWrittenAnew = process.env.npm_lifecycle_event === "golden";

describe.each(names)("the golden topology %s", (name) => {
  test("gives the expected bytes, and no other file", () => {
    const out = temporaryFolder();
    expect(sipHa("synth", join(__dirname, name, "environment.yaml"), "--out", out)).toMatchObject({ code: 0 });
    const [environment] = readdirSync(join(out, "stacks"));
    const content = folderContent(join(out, "stacks", environment!));
    const expected = join(__dirname, name, "expected");
    if (isWrittenAnew) rewrite(expected, content);
    expect(onAnyCore(content)).toEqual(onAnyCore(folderContent(expected)));
  });
});

function rewrite(folder: string, content: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(content)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, "latin1");
  }
}
