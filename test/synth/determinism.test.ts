import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { sipHa } from "../command";
import { folderContent } from "../folder-content";
import { temporaryFolder } from "../temporary-folder";

const EVERY_FEATURE = readFileSync(join(__dirname, "../golden/every-feature/environment.yaml"), "utf8");

const cwd = process.cwd();
afterEach(() => process.chdir(cwd));

function synth(file: string, outdir: string): Record<string, string> {
  expect(sipHa("synth", file, "--out", outdir)).toMatchObject({ code: 0 });
  return folderContent(outdir);
}

/** The same mapping, with the keys of every mapping in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

function put(content: string): string {
  const file = join(temporaryFolder(), "environment.yaml");
  writeFileSync(file, content);
  return file;
}

describe("the same input gives the same bytes", () => {
  const first = () => synth(put(EVERY_FEATURE), join(temporaryFolder(), "out"));

  test("in another folder, from another working folder, by a relative name", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "deep/er"), { recursive: true });
    cpSync(put(EVERY_FEATURE), join(folder, "deep/environment.yaml"));
    process.chdir(join(folder, "deep/er"));
    expect(synth("../environment.yaml", "out")).toEqual(first());
  });

  test("over what an earlier synth wrote", () => {
    const outdir = join(temporaryFolder(), "out");
    const file = put(EVERY_FEATURE);
    expect(synth(file, outdir)).toEqual(synth(file, outdir));
  });

  test("in any order of declaration", () => {
    const other = put(stringify(reversed(parse(EVERY_FEATURE))));
    expect(synth(other, join(temporaryFolder(), "out"))).toEqual(first());
  });
});

test("no output has an absolute path of this machine, a token, a date or a carriage return", () => {
  const outdir = join(temporaryFolder(), "out");
  const file = put(EVERY_FEATURE);
  const today = new Date().toISOString().slice(0, 10);
  for (const [path, content] of Object.entries(synth(file, outdir))) {
    const found = [process.cwd(), outdir, join(file, ".."), "TfToken[", today, "\r", "undefined", "[object "];
    expect([path, ...found.filter((one) => content.includes(one))]).toEqual([path]);
  }
});

test("nor has the manifest, beside a warning", () => {
  const file = put(EVERY_FEATURE.replace(/^acknowledge:[\s\S]*/m, ""));
  expect(synth(file, join(temporaryFolder(), "out"))["manifest.json"]).not.toContain(process.cwd());
});

test("every file ends in one newline, and has no trailing blanks", () => {
  const content = synth(put(EVERY_FEATURE), join(temporaryFolder(), "out"));
  const ours = Object.entries(content).filter(([path]) => !/(?:cdk\.tf|manifest)\.json$/.test(path));
  expect(ours.filter(([, text]) => !/[^\n]\n$/.test(text)).map(([path]) => path)).toEqual([]);
  expect(ours.filter(([, text]) => /[ \t]$/m.test(text)).map(([path]) => path)).toEqual([]);
});
