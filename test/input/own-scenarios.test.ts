import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readOwnScenarios } from "../../lib/input/own-scenarios";
import { settingOf } from "../../lib/simulation/setting";
import { samplePair, sampleTopology } from "../sample-topology";
import { singleHostSetting } from "../simulation/option-settings";
import { temporaryFolder } from "../temporary-folder";

const FILE = join(temporaryFolder(), "mine.yaml");
const topology = sampleTopology();
const SETTINGS = [settingOf(topology, samplePair(topology))];

function read(text: string, settings = SETTINGS) {
  writeFileSync(FILE, text);
  return readOwnScenarios(FILE, settings);
}

/** Each problem as `line:column code: message`. */
function problems(text: string): string[] {
  const outcome = read(text);
  if (!("problems" in outcome)) throw new Error("nothing is wrong");
  return outcome.problems.map(
    ({ problem: { code, message }, position: { line, column } }) => `${line}:${column} ${code}: ${message}`,
  );
}

describe("a user's own scenarios", () => {
  test("have steps, and may have a title and a time", () => {
    const steps = "[{ inject: process-crash, on: primary }, { after: settled, inject: switchover }]";
    expect(
      read(`cable: { title: a cable, until: 1h, steps: ${steps} }\nprimary-at-night: { steps: ${steps} }\n`),
    ).toEqual({
      scenarios: [
        {
          name: "cable",
          title: "a cable",
          until: "1h",
          steps: [
            { inject: "process-crash", on: "primary" },
            { after: "settled", inject: "switchover" },
          ],
        },
        expect.objectContaining({ name: "primary-at-night", title: "primary at night", until: undefined }),
      ],
    });
  });

  test("with mistakes are all reported at once, each at its place", () => {
    expect(
      problems(
        [
          "two: { steps: [{ inject: process-crash, heal: process-crash, on: primary }, { on: primary }] }",
          "target: { steps: [{ inject: process-crash, on: primary }, { after: 5s, inject: process-crash, on: primry }] }",
          "time: { steps: [{ after: soon, inject: switchover }, { inject: proces-crash, on: primary }], until: tomorrow }",
          "Primary Loss: { steps: [{ inject: process-crash, on: primary }] }",
          "switchover-by-hand: { steps: [{ inject: switchover }] }",
          "several: { steps: [{ inject: switchover, on: primary }, { inject: process-crash, on: primry }, { inject: nothing }] }",
        ].join("\n"),
      ),
    ).toEqual([
      "1:16 step-choice: a step does exactly one thing",
      "1:77 step-choice: a step does exactly one thing",
      "2:59 unknown-fault-target: step 2: process-crash does not strike primry; did you mean primary?",
      "3:26 invalid-duration: not a time that a step can have",
      "3:101 invalid-duration: not a duration",
      "3:54 unknown-fault: step 2: there is no fault proces-crash; did you mean process-crash?",
      "4:1 invalid-name: not a valid name of a scenario",
      "5:1 duplicate-name: switchover-by-hand is already a scenario of the catalogue",
      "6:20 unknown-fault-target: step 1: switchover has no particular target",
      "6:57 unknown-fault-target: step 2: process-crash does not strike primry; did you mean primary?",
      "6:96 unknown-fault: step 3: there is no fault nothing",
    ]);
  });

  test("need to fit only one of the pairs; if one fits none, the finding says what is wrong with it on the first pair", () => {
    const lost = (more = "") => `arp: { steps: [{ inject: announcements-lost${more} }] }`;
    const [takeover, other] = [SETTINGS[0]!, singleHostSetting()];
    for (const settings of [[takeover, other], [other, takeover], []])
      expect(read(lost(), settings)).toHaveProperty("scenarios");
    const codes = [[other], [takeover, other], [other, takeover]].map((settings) => {
      const outcome = read(lost(", on: primary"), settings);
      return "problems" in outcome && outcome.problems.map(({ problem }) => problem.code);
    });
    expect(codes).toEqual([["unknown-fault"], ["unknown-fault-target"], ["unknown-fault"]]);
  });

  test("in an empty file get a finding that says how to begin one", () => {
    expect(read("# nothing yet\n")).toMatchObject({
      problems: [{ problem: { fix: "write a scenario: its name, and below it title and steps" } }],
    });
  });

  test.each([
    [
      "switchover-by-hand: { steps: [{ inject: switchover }] }",
      "1:1 duplicate-name: switchover-by-hand is already a scenario of the catalogue",
    ],
    ["mine: {}", "1:1 missing-key: steps is missing in the mapping that starts here"],
    ["mine: { steps: [] }", "1:9 scenario-empty: a scenario in which nothing happens"],
    ["mine: { steps: { inject: switchover } }", "1:9 wrong-type: wrong type of value"],
    ["mine: { step: [] }", "1:9 unknown-key: unknown key step; did you mean steps?"],
    ["mine: { steps: [{ injekt: switchover }] }", "1:19 unknown-key: unknown key injekt; did you mean inject?"],
    ["mine: switchover", "1:7 wrong-type: wrong type of value"],
    ['mine: { title: "a\\nb", steps: [{ inject: switchover }] }', "1:16 invalid-text: not a single line of text"],
    [
      "mine: { steps: [{ inject: switchover }], until: 0s }",
      "1:49 invalid-duration: a scenario that is not watched after its last step",
    ],
    ["mine: { steps: [~] }", "1:17 wrong-type: wrong type of value"],
    ["mine: { steps: [{ inject: 5 }] }", "1:27 wrong-type: wrong type of value"],
  ])("are not read from %j", (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });
});
