import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import type { DrillResults } from "../../lib/drill/drill-results";
import { join } from "../../lib/text/paths";
import { builtSipHa } from "../built-package";
import { type JsonReport, sipHa } from "../command";
import { folderContent } from "../folder-content";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { temporaryFolder } from "../temporary-folder";

const EXAMPLES = join(__dirname, "../../examples");
/** Has people do everything in a drill of this pair, so that no host is asked. */
const WINDOWS = join(EXAMPLES, "windows-pair.yaml");

describeWith(
  { tools: ["sh", "mkfifo", "timeout", "unshare"], linux: true },
  "the executable, in surroundings that are hard,",
  () => {
    let executable: string;
    let folder: string;
    let sound: string;
    let kit: string;
    beforeAll(() => {
      executable = builtSipHa();
      folder = temporaryFolder();
      sound = join(folder, "sound.yaml");
      writeFileSync(sound, stringify(soundDeclaration()));
      kit = join(folder, "drills/branch/inbound");
      expect(sipHa("drill", WINDOWS, "--out", join(folder, "drills")).code).toBe(0);
    }, 60_000);

    /** Runs a line of shell in which `sip-ha` is the executable, in a folder of its own. */
    function shell(line: string) {
      const cwd = mkdtempSync(join(folder, "at-"));
      const script = `sip() { timeout -s KILL 25 "$NODE" "$EXECUTABLE" "$@"; }; ${line}`;
      const { status, stdout, stderr } = spawnSync("sh", ["-c", script], {
        cwd,
        encoding: "utf8",
        env: {
          PATH: process.env.PATH,
          NODE: process.execPath,
          EXECUTABLE: executable,
          SOUND: sound,
          KIT: kit,
          WARNED: join(EXAMPLES, "first-pair.yaml"),
        },
      });
      return { status, stdout, stderr, cwd };
    }
    const resultsIn = (cwd: string) => JSON.parse(readFileSync(join(cwd, "r.json"), "utf8")) as DrillResults;

    test.each([
      ["facts", 'sip facts "$WARNED" --out f', 0],
      ["facts", 'sip facts "$WARNED" --out f --json', 0],
      ["a mistyped command", "sip chek", 2],
    ])("%s ends as usual if nobody reads its hints: %s", (_, line, code) => {
      const { status, stdout } = shell(line);
      expect(status).toBe(code);
      const full = shell(`${line} 2>/dev/full`);
      expect([full.status, full.stdout]).toEqual([code, stdout]);
      const gone = shell(`{ { ${line}; echo $? >code; } 2>&1 >out; } | true`);
      expect(readFileSync(join(gone.cwd, "code"), "utf8")).toBe(`${code}\n`);
      expect(readFileSync(join(gone.cwd, "out"), "utf8")).toBe(stdout);
    });

    test("a synth that runs below its own output replaces the environment's folder, and keeps the other files in it", () => {
      const { status, stdout, cwd } = shell(
        'sip synth "$SOUND" --out o >/dev/null && echo mine >o/stacks/staging/mine && cd o/stacks/staging && sip synth "$SOUND" --out ../..',
      );
      expect([status, stdout.split("\n").at(-2)]).toEqual([0, "wrote ../../stacks/staging"]);
      expect(readdirSync(join(cwd, "o")).sort()).toEqual(["manifest.json", "stacks"]);
      expect(readdirSync(join(cwd, "o/stacks/staging"))).toContain("mine");
    });

    test("a drill ends as interrupted if its console accepts no more lines, and keeps its results", () => {
      const { status, stderr, cwd } = shell('sip drill run "$KIT" --results r.json >/dev/full');
      expect([status, stderr]).toEqual([
        1,
        "sip-ha: the report cannot be written: ENOSPC: no space left on device, write\n",
      ]);
      expect(resultsIn(cwd)).toMatchObject({ outcome: "interrupted", stopped: { code: "interrupted" } });
    });

    test("with --json a drill prints its results even if nobody reads its dialogue", () => {
      const { status, stdout } = shell('sip drill run "$KIT" --results r.json --json 2>/dev/full');
      expect([status, JSON.parse(stdout).results.outcome]).toEqual([1, "interrupted"]);
    });

    test.each([
      ["has no end", "/dev/zero"],
      ["is a folder", "/"],
      ["is nothing", "/dev/null"],
    ])("nobody answers a drill whose input %s", (_, input) => {
      const { status, stdout, cwd } = shell(`sip drill run "$KIT" --results r.json <${input}`);
      expect([status, stdout]).toEqual([1, expect.stringContaining("STOPPED (")]);
      expect(resultsIn(cwd).outcome).toBe("stopped");
    });

    test("a drill whose terminal is closed ends as interrupted, however often it gets the signal", async () => {
      const results = join(mkdtempSync(join(folder, "at-")), "r.json");
      const child = spawn(process.execPath, [executable, "drill", "run", kit, "--results", results], { stdio: "pipe" });
      const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve(signal ?? code)));
      await new Promise((resolve) => child.stdout.once("data", resolve));
      child.kill("SIGHUP");
      child.kill("SIGHUP");
      expect(await ended).toBe(1);
      expect((JSON.parse(readFileSync(results, "utf8")) as DrillResults).outcome).toBe("interrupted");
    });

    test.each([
      ["facts", "mkdir x && mkfifo x/sip-a.facts && sip drift o --facts x --json", 1],
      ["an export", "mkdir x && mkfifo x/configuration-layer.json && sip survey --facts x --json", 2],
      ["a package", "mkfifo p && sip init r --package p --json", 2],
      ["a package that has no end", "sip init r --package /dev/zero --json", 2],
    ])("no command waits if %s is a named pipe or has no end: %s", (_, line, code) => {
      const { status, stdout } = shell(`sip synth "$SOUND" --out o >/dev/null; ${line}`);
      expect(status).toBe(code);
      expect(stdout).toContain("it is not a regular file");
    });

    test("a pipe in place of the list of an earlier synth is replaced like a file", () => {
      const { status, cwd } = shell(
        'mkdir -p o/stacks/staging && mkfifo o/stacks/staging/artifacts.yaml && sip synth "$SOUND" --out o',
      );
      expect(status).toBe(0);
      expect(folderContent(join(cwd, "o/stacks/staging"))["artifacts.yaml"]).toContain("environment");
    });

    test("an unforeseen error ends with 2, and is a finding", () => {
      const { status, stdout, stderr } = shell(
        "mkdir gone && cd gone && rmdir ../gone && sip diff x.yaml --from HEAD --json",
      );
      expect([status, stderr]).toEqual([2, ""]);
      expect((JSON.parse(stdout) as JsonReport).findings).toMatchObject([
        { code: "unexpected", message: "unexpected error: ENOENT: no such file or directory, uv_cwd" },
      ]);
    });

    test("a folder of an environment that is a file system of its own is left alone, and reported", () => {
      const line =
        'mkdir -p o/stacks/staging && mount -t tmpfs tmpfs o/stacks/staging && sip synth "$SOUND" --out o; sip report "$SOUND" --out o; ls -A o';
      const { stdout, cwd } = shell(
        `unshare -m sh -c 'sip() { "$NODE" "$EXECUTABLE" "$@"; }; ${line.replaceAll("'", "")}' || echo no right`,
      );
      if (stdout.endsWith("no right\n")) return;
      const place = "o/stacks/staging";
      expect(stdout).toContain(
        `cannot write to ${place}: ${join(cwd, place)} is in use, or a file system of its own\n`,
      );
      expect(stdout).toContain(
        `cannot write to ${place}: ${place} is on another file system than the output folder, which is one as a whole\n`,
      );
      expect(stdout.endsWith("nothing was written\nstacks\n")).toBe(true);
    });

    test.each([
      ["diagrams", ": >o/stacks/staging/diagrams", "is no folder"],
      ["diagrams/sip.svg", "mkdir -p o/stacks/staging/diagrams/sip.svg", "is a folder"],
    ])("a report is not written at all if something is in the way of one of its files: %s", (place, make, words) => {
      const { status, stdout, cwd } = shell(`mkdir -p o/stacks/staging && ${make} && sip report "$SOUND" --out o`);
      expect([status, stdout]).toEqual([
        2,
        expect.stringContaining(`cannot write to o/stacks/staging: o/stacks/staging/${place} ${words}\n`),
      ]);
      expect(stdout.endsWith("nothing was written\n")).toBe(true);
      expect(readdirSync(join(cwd, "o/stacks/staging"))).toEqual(["diagrams"]);
      expect(readdirSync(join(cwd, "o"))).toEqual(["stacks"]);
    });

    test("an imported file below a file is refused like any other that cannot be written", () => {
      const { status, stdout } = shell(
        `cp -r ${join(__dirname, "../import/hand-made-site")} site && sip import --facts site --environment north --out site/sip-1.survey/x`,
      );
      expect([status, stdout]).toEqual([2, expect.stringContaining("cannot write site/sip-1.survey/x: ENOTDIR\n")]);
    });
  },
);
