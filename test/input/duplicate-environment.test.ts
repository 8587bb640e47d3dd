import { mkdirSync, writeFileSync } from "node:fs";
import { App } from "cdktf";
import { expect, test } from "vitest";
import { environmentFromFile, environmentFromText, InvalidEnvironment } from "../../lib";
import { newRoot } from "../../lib/terraform/new-root";
import { join, relative } from "../../lib/text/paths";
import { sipHa } from "../command";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";

const folder = relative(process.cwd(), temporaryFolder());
mkdirSync(folder, { recursive: true });

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What `sip-ha check` says about names that are taken. */
function duplicates(...files: readonly string[]): unknown[] {
  const { findings } = JSON.parse(sipHa("check", "--json", ...files).stdout) as {
    findings: readonly { code: string; message: string; fix: string; position: { file: string; line: number } }[];
  };
  return findings
    .filter(({ code }) => code === "duplicate-environment")
    .map(({ message, fix, position }) => [position.file, message, fix]);
}

const first = file("first.yaml", "# one\nenvironment: site-00\n");

test("a second environment with the same name: the finding says which file has the first one, and where", () => {
  const second = file("second.yaml", "environment: site-00\n");
  expect(duplicates(first, second)).toEqual([
    [
      second,
      `a second environment with the name site-00; it would overwrite the output of the first one. The first is at ${first}:2:14`,
      "rename one of them",
    ],
  ]);
});

test("a file that is given twice is reported as such, however its path is written", () => {
  const again = `${folder}/../${folder.split("/").at(-1)}/first.yaml`;
  expect(duplicates(first, again)).toEqual([
    [again, `environment site-00 is read from ${again} for the second time`, "name the file once"],
  ]);
});

test("if both files have the name from one base, the finding names the file, not the base", () => {
  file("base.yaml", "environment: site-00\n");
  const [one, other] = ["one", "other"].map((name) => file(`${name}.yaml`, "extends: base.yaml\n")) as [string, string];
  expect(duplicates(one, other)).toEqual([
    [
      join(folder, "base.yaml"),
      `a second environment with the name site-00; it would overwrite the output of the first one. The first is at ${one}`,
      "rename one of them",
    ],
  ]);
});

test("if a name differs only in case, the finding says that case does not count, and where the first one is", () => {
  const other = file("other-case.yaml", "environment: Site-00\n");
  expect(duplicates(first, other)).toEqual([
    [
      other,
      `a second environment with the name Site-00; it would overwrite the output of site-00, as names that differ only in case are the same on some systems. The first is at ${first}:2:14`,
      "rename one of them",
    ],
  ]);
});

test("in a program the finding names the line of the first one; two texts without a file are not the same file", () => {
  const root = new App({ outdir: temporaryFolder() });
  sampleEnvironment(root, "site-00");
  expect(() => environmentFromFile(root, first)).toThrow(/The first is at test\/sample-environment\.ts:\d+:\d+/);
  const texts = newRoot();
  environmentFromText(texts, "environment: site-00");
  const second = () => environmentFromText(texts, "environment: site-00");
  expect(second).toThrow(InvalidEnvironment);
  expect(second).toThrow("The first is at (text):1:14");
});
