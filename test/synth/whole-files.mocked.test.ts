import * as fs from "node:fs";
import { beforeEach, expect, test, vi } from "vitest";
import { writeWhole } from "../../lib/synth/whole-files";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";
import { folderContent } from "../folder-content";
import { HAND_MADE_SITE } from "../import/hand-made-site";
import { testWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const disk = vi.hoisted(() => ({ roomFor: Number.POSITIVE_INFINITY }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  // A full disk takes the name of a file, and nothing of what is in it.
  const writeFileSync: typeof real.writeFileSync = (file, content, ...more) => {
    const isFull = disk.roomFor-- <= 0;
    real.writeFileSync(file, isFull ? "" : content, ...more);
    if (isFull) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  };
  return { ...real, writeFileSync };
});

const EXAMPLE = join(__dirname, "../../examples/first-pair.yaml");

let folder: string;
beforeEach(() => {
  disk.roomFor = Number.POSITIVE_INFINITY;
  folder = temporaryFolder();
});

/** What a command tells on a disk that has room for so many more files, after making sure that everything in the folder is as it was. */
function onFullDisk(roomFor: number, ...words: readonly string[]) {
  const before = folderContent(folder);
  disk.roomFor = roomFor;
  const { code, stdout } = sipHa(...words);
  disk.roomFor = Number.POSITIVE_INFINITY;
  expect(folderContent(folder)).toEqual(before);
  expect([code, stdout]).toEqual([2, expect.stringContaining("nothing was written")]);
  expect(stdout).toContain("ENOSPC");
}

test("a kit stays the one that it was", () => {
  expect(sipHa("drill", EXAMPLE, "--out", folder).code).toBe(0);
  onFullDisk(1, "drill", EXAMPLE, "--out", folder, "--most-calls", "30");
});

test("so do collectors and their stack", () => {
  expect(sipHa("facts", EXAMPLE, "--out", folder, "--terraform").code).toBe(0);
  fs.writeFileSync(join(folder, "staging/sip-a.collector.sh"), "of an older version\n");
  onFullDisk(2, "facts", EXAMPLE, "--out", folder, "--terraform");
});

test("of surveys none is there", () => {
  fs.cpSync(HAND_MADE_SITE, folder, { recursive: true });
  onFullDisk(1, "survey", "--facts", folder);
});

test("of a file that is imported nothing is there, and one that was to be replaced is as it was", () => {
  fs.cpSync(HAND_MADE_SITE, folder, { recursive: true });
  const out = join(folder, "north.yaml");
  onFullDisk(0, "import", "--facts", folder, "--environment", "north", "--out", out);
  fs.writeFileSync(out, "mine\n");
  onFullDisk(0, "import", "--facts", folder, "--environment", "north", "--out", out, "--force");
});

test("of a repository nothing is there", () => {
  onFullDisk(0, "init", folder);
  onFullDisk(3, "init", folder);
});

testWith({ links: true, linux: true }, "what a link leads to is replaced, and no device is", () => {
  const file = join(folder, "file");
  const link = join(folder, "link");
  fs.writeFileSync(file, "old");
  fs.symlinkSync(file, link);
  writeWhole([{ file: link, content: "new" }]);
  expect([fs.lstatSync(link).isSymbolicLink(), fs.readFileSync(file, "utf8")]).toEqual([true, "new"]);
  expect(() => writeWhole([{ file: "/dev/null", content: "new" }])).toThrow("/dev/null is not a regular file");
  expect(() => writeWhole([{ file: folder, content: "new" }])).toThrow("EISDIR");
});
