import { mkdirSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readFacts, SURVEYED } from "../../lib/input/facts-folder";
import { join, relative } from "../../lib/text/paths";
import { temporaryFolder } from "../temporary-folder";

const EXPORT = "configuration-layer.json";

/** A folder with these files; names that end with `/` are folders. */
function folderOf(...paths: readonly string[]): string {
  const folder = temporaryFolder();
  for (const path of paths) {
    mkdirSync(join(folder, path, path.endsWith("/") ? "." : ".."), { recursive: true });
    if (!path.endsWith("/")) writeFileSync(join(folder, path), path.endsWith(EXPORT) ? "{}" : path);
  }
  return folder;
}

/** What is read: each file with its text or the reason why it has none; each export with its environment. */
function read(folder: string, ...kind: Parameters<typeof readFacts> extends [string, ...infer Rest] ? Rest : never) {
  const found = readFacts(folder, ...kind);
  if ("problem" in found) return found.problem.message;
  const nameOf = (file: string) => relative(folder, file);
  return {
    sources: found.sources.map(({ file, read }) => [nameOf(file), "text" in read ? read.text : read.problem.message]),
    exports: found.exports.map(({ file, folder: of }) => [nameOf(file), of]),
  };
}

test("facts are in a folder and its folders of environments; an export belongs to the environment of its folder", () => {
  const others = ["notes.txt", `old-${EXPORT}`, "prod/notes.txt", "prod/deeper/c.facts"];
  expect(
    read(folderOf("b.facts", EXPORT, "a.facts/", "prod/b.facts", `prod/${EXPORT}`, "z.survey", ...others)),
  ).toEqual({
    sources: [
      ["a.facts", "the file cannot be read: EISDIR"],
      ["b.facts", "b.facts"],
      ["prod/b.facts", "prod/b.facts"],
    ],
    exports: [
      [EXPORT, undefined],
      [`prod/${EXPORT}`, "prod"],
    ],
  });
});

test("before there is an environment file, the files of surveys are read beside those of collectors", () => {
  expect(read(folderOf("b.facts", "c.survey", "a.survey/"), SURVEYED)).toEqual({
    sources: [
      ["a.survey", "the file cannot be read: EISDIR"],
      ["b.facts", "b.facts"],
      ["c.survey", "c.survey"],
    ],
    exports: [],
  });
});

test("a text of two bytes may be the UTF-16 mark alone", () => {
  const folder = folderOf("a.facts");
  writeFileSync(join(folder, "a.facts"), Buffer.from([0xff, 0xfe]));
  expect(read(folder)).toEqual({ sources: [["a.facts", ""]], exports: [] });
});
