import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readMeasuredTimers } from "../../lib/input/measured-timers";
import { temporaryFolder } from "../temporary-folder";

const FILE = join(temporaryFolder(), "measured.yaml");
const KNOWN = ["boot", "decision", "host-loss-detection", "sip-t1"];

function read(text: string) {
  writeFileSync(FILE, text);
  return readMeasuredTimers(FILE, KNOWN);
}

/** Each problem as `line:column code: message; found`. */
function problems(text: string): string[] {
  const outcome = read(text);
  if (!("problems" in outcome)) throw new Error("nothing is wrong");
  return outcome.problems.map(
    ({ problem: { code, message, found }, position: { line, column } }) =>
      `${line}:${column} ${code}: ${message}; ${found}`,
  );
}

describe("measured times", () => {
  test("are one duration, or the shortest, usual and longest", () => {
    expect(read("decision: 20ms\nboot: { minimum: 30s, typical: 1m, maximum: 1m }\n")).toEqual({
      timers: new Map([
        ["decision", { minimum: 20, typical: 20, maximum: 20 }],
        ["boot", { minimum: 30_000, typical: 60_000, maximum: 60_000 }],
      ]),
    });
  });

  test("with mistakes are all reported at once, each at its place", () => {
    expect(
      problems(
        [
          "decision: { minimum: 2s, typical: 1s, maximum: 500ms }",
          "boot: { minimum: 1s, typical: 2, maximum: 3min }",
          "host-loss-detektion: 9s",
        ].join("\n"),
      ),
    ).toEqual([
      "1:22 timers-contradict: minimum is longer than typical; minimum 2s, typical 1s",
      "1:35 timers-contradict: typical is longer than maximum; typical 1s, maximum 500ms",
      "2:31 invalid-duration: not a duration; 2",
      "2:43 invalid-duration: not a duration; 3min",
      "3:1 unknown-timer: there is no timer host-loss-detektion; did you mean host-loss-detection?; host-loss-detektion",
    ]);
  });

  test.each([
    ["boot: 9", "1:7 invalid-duration: not a duration; 9"],
    ["boot: -1s", "1:7 invalid-duration: not a duration; -1s"],
    ["boot:", "1:6 invalid-duration: not a duration; null"],
    ["boot: [1s]", "1:1 invalid-duration: not a duration; a list"],
    [
      "boot: { typical: 1s, maximum: 2s }",
      "1:1 missing-key: minimum is missing in the mapping that starts here; nothing",
    ],
    ["boot: { minimum: 1s, typical: 1s, maximum: 2s, mean: 1s }", "1:48 unknown-key: unknown key mean; mean"],
    ["boot: 1s\nboot: 2s", "2:1 duplicate-key: the key boot occurs twice in one mapping; boot"],
    ["[boot]", "1:1 wrong-type: the file is not a mapping; a list"],
    ["boot: *later", "1:7 yaml-alias: anchors, aliases and merge keys are not supported; undefined"],
    ["", "1:1 file-empty: the file describes nothing; undefined"],
  ])("are not read from %j", (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test.each([
    ["sip-t1: 0s", ["1:9 timer-limits: not a time that sip-t1 can have; 0s"]],
    ["sip-t1: 10h", ["1:9 timer-limits: not a time that sip-t1 can have; 10h"]],
    [
      "sip-t1: { minimum: 0s, typical: 500ms, maximum: 5001ms }",
      [
        "1:20 timer-limits: not a time that sip-t1 can have; 0s",
        "1:49 timer-limits: not a time that sip-t1 can have; 5001ms",
      ],
    ],
  ])("that are impossible in SIP are refused: %s", (text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("in SIP may be from 1ms to 5s", () => {
    for (const time of ["1ms", "500ms", "5s"]) expect(read(`sip-t1: ${time}`)).toHaveProperty("timers");
    expect(read("sip-t1: 6s")).toMatchObject({
      problems: [{ problem: { allowed: "1ms to 5s", fix: "correct it, or leave the timer out" } }],
    });
  });

  test.each([
    ["31.8s", "write it in ms: 31800ms"],
    ["99999999999999999999s", "write no more than 999999999s"],
    ["5 s", "write 5s"],
    ["9", "write the unit, e.g. 9s"],
  ])("that are not durations, such as %s, are reported with what fits", (time, fix) => {
    expect(read(`boot: ${time}`)).toMatchObject({
      problems: [
        {
          problem: {
            allowed:
              "a whole number with its unit: ms, s, m or h; or {minimum, typical, maximum} of such, e.g. {minimum: 1s, typical: 2s, maximum: 3s}",
            fix,
          },
        },
      ],
    });
    expect(read(`boot: { minimum: 1s, typical: 2s, maximum: ${time} }`)).toMatchObject({
      problems: [{ problem: { allowed: "a whole number with its unit: ms, s, m or h", fix } }],
    });
  });

  test("are not read from an empty file, and the finding says what to write", () => {
    expect(read("# nothing yet\n")).toMatchObject({
      problems: [{ problem: { fix: "write a timer and its time, e.g. host-loss-detection: 12s" } }],
    });
  });

  test("are not read from a file that does not exist", () => {
    expect(readMeasuredTimers("nowhere.yaml", KNOWN)).toMatchObject({
      problems: [{ problem: { code: "file-not-found" }, position: { file: "nowhere.yaml" } }],
    });
  });
});
