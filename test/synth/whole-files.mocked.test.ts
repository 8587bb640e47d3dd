import * as fs from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeEach, expect, test, vi } from "vitest";
import type { DrillKit } from "../../lib/drill/drill-kit";
import { writeWhole } from "../../lib/synth/whole-files";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";
import { sampleResults } from "../drill/sample-results";
import { folderContent } from "../folder-content";
import { HAND_MADE_SITE } from "../import/hand-made-site";
import { testWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const disk = vi.hoisted(() => ({ roomFor: Number.POSITIVE_INFINITY, listening: [] as number[] }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  // A full disk accepts the name of a file, and none of its content.
  const writeFileSync: typeof real.writeFileSync = (file, content, ...more) => {
    const isFull = disk.roomFor-- <= 0;
    disk.listening.push(process.listenerCount("SIGHUP"));
    real.writeFileSync(file, isFull ? "" : content, ...more);
    if (isFull) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  };
  return { ...real, writeFileSync };
});

const EXAMPLE = join(__dirname, "../../examples/first-pair.yaml");

let folder: string;
beforeEach(() => {
  disk.roomFor = Number.POSITIVE_INFINITY;
  disk.listening = [];
  folder = temporaryFolder();
});

/** The output of a command on a disk with room for so many more files, after checking that everything in the folder is as it was. */
function onFullDisk(roomFor: number, ...words: readonly string[]) {
  const before = folderContent(folder);
  disk.roomFor = roomFor;
  const { code, stdout } = sipHa(...words);
  disk.roomFor = Number.POSITIVE_INFINITY;
  expect(folderContent(folder)).toEqual(before);
  expect([code, stdout]).toEqual([2, expect.stringContaining("nothing was written")]);
  expect(stdout).toContain("ENOSPC");
}

test("a kit stays as it was", () => {
  expect(sipHa("drill", EXAMPLE, "--out", folder).code).toBe(0);
  onFullDisk(1, "drill", EXAMPLE, "--out", folder, "--most-calls", "30");
});

test("collectors and their stack stay as they were", () => {
  expect(sipHa("facts", EXAMPLE, "--out", folder, "--terraform").code).toBe(0);
  fs.writeFileSync(join(folder, "staging/sip-a.collector.sh"), "of an older version\n");
  onFullDisk(2, "facts", EXAMPLE, "--out", folder, "--terraform");
});

test("no file of the surveys is written", () => {
  fs.cpSync(HAND_MADE_SITE, folder, { recursive: true });
  onFullDisk(1, "survey", "--facts", folder);
});

test("no file of an import is written, and a file that was to be replaced stays as it was", () => {
  fs.cpSync(HAND_MADE_SITE, folder, { recursive: true });
  const out = join(folder, "north.yaml");
  onFullDisk(0, "import", "--facts", folder, "--environment", "north", "--out", out);
  fs.writeFileSync(out, "mine\n");
  onFullDisk(0, "import", "--facts", folder, "--environment", "north", "--out", out, "--force");
});

test("no file of a repository is written", () => {
  onFullDisk(0, "init", folder);
  onFullDisk(3, "init", folder);
});

test("an environment stays as it was, including its lock", () => {
  expect(sipHa("synth", EXAMPLE, "--out", folder).code).toBe(0);
  onFullDisk(0, "synth", EXAMPLE, "--out", folder);
  onFullDisk(3, "synth", EXAMPLE, "--out", folder);
});

test("measured times stay as they were", async () => {
  expect(sipHa("drill", EXAMPLE, "--out", folder).code).toBe(0);
  const kit = JSON.parse(fs.readFileSync(join(folder, "staging/inbound/drill.json"), "utf8")) as DrillKit;
  const [results, out] = ["results.json", "measured.yaml"].map((name) => join(folder, name)) as [string, string];
  fs.writeFileSync(results, JSON.stringify(await sampleResults(kit, "primary-host-power-loss", [1_500, 0, 500])));
  fs.writeFileSync(out, "boot: 60s\n");
  const before = folderContent(folder);
  disk.roomFor = 0;
  const { code, stdout } = sipHa("drill", "report", results, "--timers-out", out, "--environment", EXAMPLE);
  expect([code, stdout]).toEqual([2, expect.stringContaining("ENOSPC")]);
  expect(folderContent(folder)).toEqual(before);
});

test.each([
  ["synth", (to: string) => ["synth", EXAMPLE, "--out", to]],
  ["facts", (to: string) => ["facts", EXAMPLE, "--out", to]],
  ["drill", (to: string) => ["drill", EXAMPLE, "--out", to]],
  ["init", (to: string) => ["init", to]],
  ["survey", (to: string) => ["survey", "--facts", to]],
  ["import", (to: string) => ["import", "--facts", to, "--environment", "north", "--out", join(to, "north.yaml")]],
])("no signal ends %s while it writes, and signals work as usual afterwards", async (_, words) => {
  fs.cpSync(HAND_MADE_SITE, join(folder, "site"), { recursive: true });
  await nextTurn();
  const before = process.listenerCount("SIGHUP");
  expect(sipHa(...words(join(folder, "site"))).code).toBeLessThan(2);
  expect(disk.listening.length).toBeGreaterThan(0);
  expect(disk.listening.filter((one) => one === before)).toEqual([]);
  await nextTurn();
  expect(process.listenerCount("SIGHUP")).toBe(before);
});

testWith({ links: true, linux: true }, "the target of a link is replaced, and a device is not", () => {
  const file = join(folder, "file");
  const link = join(folder, "link");
  fs.writeFileSync(file, "old");
  fs.symlinkSync(file, link);
  writeWhole([{ file: link, content: "new" }]);
  expect([fs.lstatSync(link).isSymbolicLink(), fs.readFileSync(file, "utf8")]).toEqual([true, "new"]);
  expect(() => writeWhole([{ file: "/dev/null", content: "new" }])).toThrow("/dev/null is not a regular file");
  expect(() => writeWhole([{ file: folder, content: "new" }])).toThrow("EISDIR");
});
