import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { join } from "../../lib/text/paths";
import manifest from "../../package.json";
import { type JsonReport, sipHa } from "../command";
import { folderContent } from "../folder-content";
import { testWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const FILES = [
  ".gitignore",
  "README.md",
  "cdktf.json",
  "main.ts",
  "package.json",
  "staging.test.ts",
  "staging.yaml",
  "tsconfig.json",
];

/** A repository that was started in a new folder. */
function started(...more: string[]): { readonly folder: string; readonly stdout: string } {
  const folder = join(temporaryFolder(), "sites", "infrastructure");
  const { code, stdout } = sipHa("init", folder, ...more);
  expect([code, stdout]).toEqual([0, expect.any(String)]);
  return { folder, stdout };
}

const packageOf = (folder: string) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** What npm pack writes for a package of this name, with another file before it. */
function packedAs(name: string): Buffer {
  const entry = (path: string, content: string) => {
    const blocks = Buffer.alloc(512 + Math.ceil(content.length / 512) * 512);
    blocks.write(path);
    blocks.write(content.length.toString(8).padStart(11, "0"), 124);
    blocks.write(content, 512);
    return blocks;
  };
  const manifest = JSON.stringify({ name, version: "0.1.0" });
  return gzipSync(Buffer.concat([entry("package/LICENSE", "x".repeat(700)), entry("package/package.json", manifest)]));
}

describe("sip-ha init", () => {
  test("starts a repository in a new folder, and says what comes next", () => {
    const { folder, stdout } = started();
    expect(readdirSync(folder).sort()).toEqual(FILES);
    const lines = stdout.split("\n");
    expect(lines.slice(0, 8).filter((line) => line.startsWith(`wrote ${folder}`))).toHaveLength(8);
    expect(lines.slice(8)).toEqual([
      "",
      `in ${folder}: npm install && npm run check && npm test && npm run synth`,
      `npm install asks npm's registry for sip-server-ha ${manifest.version}; if the registry does not have it, start again in another folder with --package <file>, a file that npm pack has written`,
      "",
    ]);
  });

  test("reports what it has written as JSON", () => {
    const { folder, stdout } = started("--json");
    const { written, findings } = JSON.parse(stdout) as JsonReport;
    expect([...written!].sort()).toEqual(FILES.map((file) => join(folder, file)));
    expect(findings).toEqual([]);
  });

  test("writes an environment without errors, in which only the values of the site are missing", () => {
    const { code, stdout } = sipHa("check", join(started().folder, "staging.yaml"));
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n0 errors, 2 warnings, 0 acknowledged, 2 not evaluated\n$/);
  });

  test("writes a package.json that asks for exactly this version, and for the tools that test it", () => {
    const { dependencies, devDependencies } = packageOf(started().folder);
    expect(dependencies).toEqual({
      "@cdktf/provider-null": manifest.peerDependencies["@cdktf/provider-null"],
      cdktf: manifest.peerDependencies.cdktf,
      constructs: manifest.peerDependencies.constructs,
      "sip-server-ha": manifest.version,
    });
    const { "@types/node": node, tsx, typescript, vitest } = manifest.devDependencies;
    expect(devDependencies).toEqual({ "@types/node": node, tsx, typescript, vitest });
  });

  test("copies a packed package, and asks for the copy", () => {
    const packed = join(temporaryFolder(), "sip-server-ha-0.1.0.tgz");
    const bytes = packedAs("sip-server-ha");
    writeFileSync(packed, bytes);
    const { folder, stdout } = started("--package", packed);
    expect(stdout).toMatch(/^(?:wrote \S+\n){9}\nin \S+: npm install && npm run check && npm test && npm run synth\n$/);
    expect(readFileSync(join(folder, "sip-server-ha.tgz"))).toEqual(bytes);
    expect(packageOf(folder).dependencies["sip-server-ha"]).toBe("file:sip-server-ha.tgz");
  });

  test("leaves other files in the folder alone", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, ".git"));
    writeFileSync(join(folder, "notes.txt"), "ours");
    expect(sipHa("init", folder).code).toBe(0);
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("ours");
    expect(readdirSync(folder).sort()).toEqual([...FILES, ".git", "notes.txt"].sort());
  });
});

describe("sip-ha init writes nothing if it cannot write everything:", () => {
  testWith({ links: true }, "every existing file is reported, including a link that leads nowhere", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "package.json"), "{}");
    symlinkSync(join(folder, "elsewhere.yaml"), join(folder, "staging.yaml"));
    const { code, stdout } = sipHa("init", folder);
    const told = (file: string) =>
      `error file-exists\n  ${join(folder, file)} already exists\n  found:   ${join(folder, file)}\n  allowed: a folder that has none of the files that are written\n  fix:     name another folder, or move the file away; nothing is overwritten\n`;
    expect(code).toBe(2);
    expect(stdout).toBe(
      `${told("package.json")}\n${told("staging.yaml")}\n2 errors, 0 warnings, 0 acknowledged, 0 not evaluated\n\nnothing was written\n`,
    );
    expect(readdirSync(folder).sort()).toEqual(["package.json", "staging.yaml"]);
    expect(existsSync(join(folder, "elsewhere.yaml"))).toBe(false);
  });

  test("a second run changes nothing", () => {
    const { folder } = started();
    const before = folderContent(folder);
    const { code, stdout } = sipHa("init", folder, "--json");
    expect([code, (JSON.parse(stdout) as JsonReport).findings.length]).toEqual([2, FILES.length]);
    expect(folderContent(folder)).toEqual(before);
  });

  /** What is reported if a folder or a package cannot be used. */
  function misuse(folder: string, ...more: string[]): string {
    const { code, stdout } = sipHa("init", folder, ...more, "--json");
    const { findings, written } = JSON.parse(stdout) as JsonReport;
    expect([code, written, findings.length]).toEqual([2, [], 1]);
    const [{ code: error, message, fix }] = findings as [JsonReport["findings"][number]];
    return `${error}: ${message}; ${fix}`;
  }

  test("the folder is a file, is below a file, or cannot be made", () => {
    const file = join(temporaryFolder(), "a-file");
    writeFileSync(file, "");
    const fix = "name another folder, or correct the permissions of this one";
    expect(misuse(file)).toBe(`repository-unwritable: cannot write into ${file}: ${file} is no folder; ${fix}`);
    expect(misuse(join(file, "below"))).toBe(
      `repository-unwritable: cannot write into ${join(file, "below")}: ${file} is no folder; ${fix}`,
    );
  });

  testWith({ linux: true }, "the system has no room for the folder", () => {
    const fix = "name another folder, or correct the permissions of this one";
    expect(misuse("/proc/none")).toBe(`repository-unwritable: cannot write into /proc/none: ENOENT; ${fix}`);
  });

  test("the package does not exist, is a folder, or is not a package", () => {
    const folder = temporaryFolder();
    const [target, missing, text] = ["repository", "missing.tgz", "text.tgz"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(text, "no package");
    const fix = "run npm pack in a checkout of sip-server-ha, and name the file that it has written";
    expect(misuse(target, "--package", missing)).toBe(`package-unreadable: --package ${missing}: ENOENT; ${fix}`);
    expect(misuse(target, "--package", folder)).toBe(`package-unreadable: --package ${folder}: EISDIR; ${fix}`);
    expect(misuse(target, "--package", text)).toBe(`package-unreadable: --package ${text}: this is no package; ${fix}`);
    writeFileSync(text, packedAs("sip-server-ha").subarray(0, 60));
    expect(misuse(target, "--package", text)).toBe(`package-unreadable: --package ${text}: this is no package; ${fix}`);
    writeFileSync(text, gzipSync("no archive"));
    expect(misuse(target, "--package", text)).toBe(`package-unreadable: --package ${text}: this is no package; ${fix}`);
    writeFileSync(text, packedAs("left-pad"));
    expect(misuse(target, "--package", text)).toBe(
      `package-unreadable: --package ${text}: this is package left-pad; ${fix}`,
    );
    expect(existsSync(target)).toBe(false);
  });

  test("the name is empty, as from a variable that was not set", () => {
    expect(sipHa("init", "")).toMatchObject({ code: 2, stderr: expect.stringContaining("Name a folder.") });
    expect(sipHa("init", "--package", "")).toMatchObject({ code: 2, stderr: expect.stringContaining("Name a file.") });
  });
});
