import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readYaml } from "../../lib/input/yaml-source";
import { temporaryFolder } from "../temporary-folder";

test.each([
  ["a: 1\n---\nb: 2\n", 2, 1, "a second document begins here; one file has one environment"],
  [
    "a: { os: linux b: { c: d } }\ne: 1\n",
    1,
    10,
    "inside braces or brackets a comma is missing, or they are not closed",
  ],
])("what is broken in %j is told in words of the file, not of the library", (content, line, column, detail) => {
  const file = join(temporaryFolder(), "environment.yaml");
  writeFileSync(file, content);
  expect(readYaml(file)).toEqual([
    {
      problem: expect.objectContaining({ code: "yaml-syntax", message: `not valid YAML: ${detail}` }),
      position: { file, line, column },
    },
  ]);
});
