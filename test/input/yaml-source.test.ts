import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readLayers } from "../../lib/input/layered-source";
import { readMeasuredTimers } from "../../lib/input/measured-timers";
import { readOwnScenarios } from "../../lib/input/own-scenarios";
import { type LocatedProblem, readYaml } from "../../lib/input/yaml-source";
import { temporaryFolder } from "../temporary-folder";

test.each([
  ["a: 1\n---\nb: 2\n", 2, 1, "a second document begins here; one file has one environment"],
  [
    "a: { os: linux b: { c: d } }\ne: 1\n",
    1,
    10,
    "inside braces or brackets a comma is missing, or they are not closed",
  ],
  [
    `${"k".repeat(2_000)}: 1\n`,
    1,
    1,
    "The : indicator must be at most 1024 chars after the start of an implicit block mapping key",
  ],
  ["a: |text\n", 1, 5, "Block scalar header includes extra characters"],
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

test("an empty file is told what to write into it, by what it is", () => {
  const empty = join(temporaryFolder(), "empty.yaml");
  writeFileSync(empty, "# nothing\n");
  const fixes = [
    readLayers(empty),
    readYaml(empty),
    (readMeasuredTimers(empty, ["boot"]) as { problems: readonly LocatedProblem[] }).problems,
    (readOwnScenarios(empty, []) as { problems: readonly LocatedProblem[] }).problems,
  ].map((read) => (read as readonly LocatedProblem[])[0]!.problem.fix);
  expect(fixes).toEqual([
    "start from an example, e.g. examples/first-pair.yaml",
    "write the file again with the program that wrote it",
    "write a timer and its time, e.g. host-loss-detection: 12s",
    "write a scenario: its name, and below it title and steps",
  ]);
});
