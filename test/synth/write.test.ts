import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { OutputUnwritable } from "../../lib/synth/output-unwritable";
import { commitFolder, discardFolder, stageFolder, writeFiles } from "../../lib/synth/write";
import { SharedText, textOf } from "../../lib/text/file-text";
import { join } from "../../lib/text/paths";
import { folderContent } from "../folder-content";
import { testWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

let outdir: string;
let destination: string;

beforeEach(() => {
  outdir = join(temporaryFolder(), "out");
  destination = join(outdir, "stacks/staging");
});

/** Does what a synth does with these files. */
function write(files: Readonly<Record<string, string>>): void {
  const staged = stageFolder(outdir, "staging");
  const list = Object.keys(files).map((path) => `  - {"path":"${path}","sha256":"x"}`);
  const all = { ...files, "artifacts.yaml": `files:\n${list.join("\n")}\n`, "cdk.tf.json": "{}" };
  writeFiles(
    staged.folder,
    Object.entries(all).map(([path, content]) => ({ path, content })),
  );
  commitFolder(staged, new Set(Object.keys(all)));
}

/** Puts a file into the environment's folder that no synth wrote. */
function put(path: string, content: string): void {
  mkdirSync(join(destination, path, ".."), { recursive: true });
  writeFileSync(join(destination, path), content);
}

function ours(content: Record<string, string>): string[] {
  return Object.keys(content).filter((path) => path !== "artifacts.yaml" && path !== "cdk.tf.json");
}

/** A number that no process has. */
const DEAD = spawnSync(process.execPath, ["-e", ""]).pid;

describe("a folder is written", () => {
  test("whole, and nothing is left beside it", () => {
    write({ "runbook.md": "text", "hosts/sip-a/deploy": "script" });
    expect(Object.keys(folderContent(outdir)).sort()).toEqual(
      ["artifacts.yaml", "cdk.tf.json", "hosts/sip-a/deploy", "runbook.md"].map((path) => `stacks/staging/${path}`),
    );
  });

  test("with the whole of a text in two pieces", () => {
    const staged = stageFolder(outdir, "staging");
    const content = { own: "é\n".repeat(10_000), shared: new SharedText("ü\n".repeat(10_000)) };
    writeFiles(staged.folder, [{ path: "hosts/sip-a/deploy", content }]);
    expect(readFileSync(join(staged.folder, "hosts/sip-a/deploy"), "utf8")).toBe(textOf(content));
  });

  test("in the place of the old one: files that are no longer written are removed", () => {
    write({ "runbook.md": "old", "hosts/sip-a/deploy": "script", "hosts/sip-b/deploy": "script" });
    write({ "runbook.md": "new", "hosts/sip-a/deploy": "script" });
    expect(ours(folderContent(destination))).toEqual(["hosts/sip-a/deploy", "runbook.md"]);
    expect(existsSync(join(destination, "hosts/sip-b"))).toBe(false);
    expect(readFileSync(join(destination, "runbook.md"), "utf8")).toBe("new");
  });
});

describe("files that no synth wrote survive the next one:", () => {
  beforeEach(() => write({ "runbook.md": "text", "hosts/sip-a/deploy": "script" }));

  testWith({ links: true }, "Terraform's own files, links among them", () => {
    put("terraform.tfstate", "state");
    put(".terraform.lock.hcl", "lock");
    put(".terraform/providers/null/5.0/linux/provider", "binary");
    symlinkSync("/usr/share/plugins", join(destination, ".terraform/plugins"));
    symlinkSync("nowhere", join(destination, "dangling"));
    write({ "runbook.md": "text" });
    expect(folderContent(destination)).toMatchObject({
      "terraform.tfstate": "state",
      ".terraform.lock.hcl": "lock",
      ".terraform/providers/null/5.0/linux/provider": "binary",
      ".terraform/plugins": "-> /usr/share/plugins",
      dangling: "-> nowhere",
    });
  });

  test("a file of the user, even in a folder of a host", () => {
    put("notes.txt", "call Jo");
    put("hosts/sip-a/notes.txt", "rack 7");
    write({ "runbook.md": "text", "hosts/sip-a/deploy": "script" });
    write({ "runbook.md": "text" });
    expect(ours(folderContent(destination))).toEqual(["hosts/sip-a/notes.txt", "notes.txt", "runbook.md"]);
  });

  test("with its time and mode, as it is the same file", () => {
    put("terraform.tfstate", "state");
    const { ino, mtimeMs } = statSync(join(destination, "terraform.tfstate"));
    write({ "runbook.md": "text" });
    expect(statSync(join(destination, "terraform.tfstate"))).toMatchObject({ ino, mtimeMs });
  });

  test("in a folder that plain cdktf made, whose own files are replaced", () => {
    const before = { "cdk.tf.json": "old", "assets/x/1/file": "asset", "terraform.tfstate": "state" };
    outdir = join(temporaryFolder(), "out");
    destination = join(outdir, "stacks/staging");
    for (const [path, content] of Object.entries(before)) put(path, content);
    write({ "runbook.md": "text" });
    expect(ours(folderContent(destination))).toEqual(["runbook.md", "terraform.tfstate"]);
    expect(readFileSync(join(destination, "cdk.tf.json"), "utf8")).toBe("{}");
  });

  test("but not the assets of an earlier synth that had some", () => {
    put("assets/x/1/file", "asset");
    write({ "runbook.md": "text" });
    expect(ours(folderContent(destination))).toEqual(["runbook.md"]);
  });
});

describe("what a killed run left behind is repaired by the next one:", () => {
  test("a half-filled folder of a process that has ended", () => {
    write({ "runbook.md": "good" });
    const stale = join(outdir, `.sip-ha-staging.${DEAD}`);
    mkdirSync(join(stale, "stacks/staging"), { recursive: true });
    write({ "runbook.md": "new" });
    expect(existsSync(stale)).toBe(false);
  });

  test("a half-filled folder of an earlier process with the number of this one", () => {
    const stale = join(outdir, `.sip-ha-staging.${process.pid}`);
    mkdirSync(join(stale, "stacks/staging"), { recursive: true });
    writeFileSync(join(stale, "stacks/staging/half.md"), "half");
    write({ "runbook.md": "new" });
    expect(ours(folderContent(destination))).toEqual(["runbook.md"]);
    expect(readdirSync(outdir)).toEqual(["stacks"]);
  });

  test("but not a folder of somebody else whose name only contains such a name", () => {
    const own = [`my.sip-ha-staging.${DEAD}`, `.sip-ha-staging.${DEAD}.kept`];
    for (const name of own) mkdirSync(join(outdir, name), { recursive: true });
    write({ "runbook.md": "new" });
    expect(readdirSync(outdir).sort()).toEqual([...own, "stacks"].sort());
  });

  test("but not the folder of a running process", () => {
    const running = ["staging", "prod"].map((name) => join(outdir, `.sip-ha-${name}.${process.ppid}`));
    for (const folder of running) mkdirSync(folder, { recursive: true });
    write({ "runbook.md": "new" });
    expect(running.map((folder) => existsSync(folder))).toEqual([true, true]);
  });

  test("an old folder that was moved away and not replaced", () => {
    mkdirSync(join(outdir, ".sip-ha-staging.previous"), { recursive: true });
    writeFileSync(join(outdir, ".sip-ha-staging.previous/terraform.tfstate"), "state");
    discardFolder(stageFolder(outdir, "staging"));
    expect(folderContent(outdir)).toEqual({ "stacks/staging/terraform.tfstate": "state" });
  });

  test("an old folder that was moved away while this one wrote its own, and the user's files in it are kept", () => {
    write({ "runbook.md": "old" });
    put("terraform.tfvars", "mine");
    const staged = stageFolder(outdir, "staging");
    writeFiles(staged.folder, [{ path: "runbook.md", content: "new" }]);
    renameSync(destination, join(outdir, ".sip-ha-staging.previous"));
    commitFolder(staged, new Set(["runbook.md"]));
    expect(folderContent(outdir)).toMatchObject({
      "stacks/staging/runbook.md": "new",
      "stacks/staging/terraform.tfvars": "mine",
    });
    expect(readdirSync(outdir)).toEqual(["stacks"]);
  });

  test("an old folder that was replaced and not removed while this one wrote its own", () => {
    write({ "runbook.md": "old" });
    const staged = stageFolder(outdir, "staging");
    writeFiles(staged.folder, [{ path: "runbook.md", content: "new" }]);
    mkdirSync(join(outdir, ".sip-ha-staging.previous"));
    writeFileSync(join(outdir, ".sip-ha-staging.previous/runbook.md"), "older");
    commitFolder(staged, new Set(["runbook.md", "cdk.tf.json"]));
    expect(folderContent(outdir)).toEqual({ "stacks/staging/runbook.md": "new" });
  });

  test("an old folder that was replaced and not yet removed", () => {
    write({ "runbook.md": "new" });
    mkdirSync(join(outdir, ".sip-ha-staging.previous"));
    discardFolder(stageFolder(outdir, "staging"));
    expect(existsSync(join(outdir, ".sip-ha-staging.previous"))).toBe(false);
    expect(readFileSync(join(destination, "runbook.md"), "utf8")).toBe("new");
  });
});

describe("fails with OutputUnwritable, and changes nothing,", () => {
  test("if a file is in the place of the output folder", () => {
    writeFileSync(outdir, "mine");
    expect(() => stageFolder(outdir, "staging")).toThrow(OutputUnwritable);
    const below = join(outdir, "below/further");
    expect(() => stageFolder(below, "staging")).toThrow(`cannot write to ${below}: ${outdir} is no folder`);
    expect(readFileSync(outdir, "utf8")).toBe("mine");
  });

  test("if a file is in the place of the folder of all environments", () => {
    mkdirSync(outdir);
    writeFileSync(join(outdir, "stacks"), "mine");
    expect(() => stageFolder(outdir, "staging")).toThrow(
      `cannot write to ${outdir}: ${join(outdir, "stacks")} is no folder`,
    );
    expect(readdirSync(outdir)).toEqual(["stacks"]);
  });

  test("if a file is in the place of the environment's folder", () => {
    mkdirSync(join(outdir, "stacks"), { recursive: true });
    writeFileSync(destination, "mine");
    expect(() => stageFolder(outdir, "staging")).toThrow(
      `output-unwritable: cannot write to ${outdir}: ${destination} is not a folder`,
    );
    expect(readFileSync(destination, "utf8")).toBe("mine");
  });

  test("if a file cannot be written", () => {
    write({ "runbook.md": "old" });
    const staged = stageFolder(outdir, "staging");
    expect(() => writeFiles(staged.folder, [{ path: "x".repeat(300), content: "" }])).toThrow(OutputUnwritable);
    discardFolder(staged);
    expect(ours(folderContent(destination))).toEqual(["runbook.md"]);
  });

  test("but keeps the old folder if something else fails, with files that were made in the new one meanwhile", () => {
    write({ "runbook.md": "old" });
    put("terraform.tfvars", "kept");
    const staged = stageFolder(outdir, "staging");
    writeFiles(staged.folder, [
      { path: "runbook.md", content: "new" },
      { path: "hosts/sip-a/deploy", content: "new" },
      { path: "artifacts.yaml", content: 'files:\n  - {"path":"runbook.md"}\n  - {"path":"hosts/sip-a/deploy"}\n' },
    ]);
    const fail = () => {
      put("terraform.tfstate", "state");
      throw new Error("another environment cannot be replaced");
    };
    expect(() => commitFolder(staged, new Set(["runbook.md", "hosts/sip-a/deploy"]), fail)).toThrow(
      "another environment cannot be replaced",
    );
    const content = folderContent(destination);
    expect(ours(content).sort()).toEqual(["runbook.md", "terraform.tfstate", "terraform.tfvars"]);
    expect([content["runbook.md"], content["terraform.tfstate"]].map(String)).toEqual(["old", "state"]);
  });

  test("if the new folder cannot be put in place: the old one is put back", () => {
    write({ "runbook.md": "old" });
    const staged = stageFolder(outdir, "staging");
    discardFolder(staged);
    expect(() => commitFolder(staged, new Set(["cdk.tf.json"]))).toThrow(OutputUnwritable);
    expect(readFileSync(join(destination, "runbook.md"), "utf8")).toBe("old");
  });

  test("and says so in a problem with a fix", () => {
    writeFileSync(outdir, "");
    try {
      stageFolder(outdir, "staging");
      expect.unreachable();
    } catch (error) {
      expect((error as OutputUnwritable).problem).toMatchObject({
        code: "output-unwritable",
        message: `cannot write to ${outdir}: ${outdir} is no folder`,
        fix: "choose another folder, or correct the permissions of this one; on a full disk, make room; on Windows, close the programs and command prompts that use it",
      });
    }
  });
});
