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
  ["%YAML 3.0\n---\na: 1\n", 1, 1, "lines that start with % are not read; remove them"],
  ["# a\n%INCLUDE base.yaml\n---\na: 1\n", 2, 1, "lines that start with % are not read; remove them"],
])("what is broken in %j is reported in words of the file, not of the library", (content, line, column, detail) => {
  const file = join(temporaryFolder(), "environment.yaml");
  writeFileSync(file, content);
  expect(readYaml(file)).toEqual([
    {
      problem: expect.objectContaining({ code: "yaml-syntax", message: `not valid YAML: ${detail}` }),
      position: { file, line, column },
    },
  ]);
});

test("for an empty file, the finding says what to write into it, by the kind of file", () => {
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

/** The only problem of a file with this text. */
function problemOf(text: string) {
  const file = join(temporaryFolder(), "environment.yaml");
  writeFileSync(file, text);
  const problems = readLayers(file) as readonly LocatedProblem[];
  expect(problems).toHaveLength(1);
  return { ...problems[0]!.problem, at: `${problems[0]!.position.line}:${problems[0]!.position.column}` };
}

test("a file whose lines end in carriage returns alone is reported as such, not as empty", () => {
  expect(problemOf("# an environment\renvironment: staging\r")).toMatchObject({
    at: "1:1",
    code: "file-not-text",
    fix: "save it with the line ends of Linux or Windows",
  });
});

test("the finding for a number proposes a number that can be read, in a readable line", () => {
  expect(problemOf("a: 8.10\n").fix).toBe('write 8.1, or "8.10" if the text is meant');
  expect(problemOf("a: .nan\n").fix).toBe('write a number, or ".nan" if the text is meant');
  expect(problemOf("a: -.inf\n").fix).toBe('write a number, or "-.inf" if the text is meant');
  expect(problemOf(`a: 0${"1".repeat(100_000)}\n`).fix).toBe(
    "write a number, or put it in quotes if the text is meant",
  );
});

test("a base with a NUL character in its name is reported as missing", () => {
  expect(problemOf('a: 1\nextends: "a\\0b"\n')).toMatchObject({
    at: "2:10",
    code: "file-not-found",
    message: expect.stringContaining('a\\u0000b"'),
  });
});
