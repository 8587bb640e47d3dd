import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { DrillResults } from "../../lib/drill/drill-results";
import { readDrillKit, readDrillResults } from "../../lib/input/drill-files";
import type { LocatedProblem } from "../../lib/input/yaml-source";
import { join } from "../../lib/text/paths";
import { kitOf } from "../drill/sample-kit";
import { sampleResults } from "../drill/sample-results";
import { testWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const KIT = kitOf(["switchover-by-hand"]);
const folder = temporaryFolder();
let results: DrillResults;

beforeAll(async () => {
  results = await sampleResults(KIT, "switchover-by-hand", [500, 500]);
});

const write = (content: unknown, name = "drill.json") => {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  return file;
};
/** What is wrong, as `code line:column found`. */
const wrong = (read: ReturnType<typeof readDrillKit | typeof readDrillResults>) =>
  "problems" in read
    ? read.problems.map(
        ({ problem, position }) => `${problem.code} ${position.line}:${position.column} ${problem.found}`,
      )
    : [];

describe("a kit", () => {
  test("is read by its file or by its folder", () => {
    const file = write(KIT);
    expect(readDrillKit(file)).toEqual({ value: KIT, file });
    expect(readDrillKit(folder)).toEqual({ value: KIT, file });
  });

  test("is refused if it was changed by hand, at its hash", () => {
    const [scenario] = KIT.scenarios;
    const [step] = scenario!.steps;
    const changed = { ...KIT, scenarios: [{ ...scenario, steps: [{ ...step, order: "rm -rf /" }] }] };
    const lines = JSON.stringify(changed, null, 2).split("\n").length;
    const read = readDrillKit(write(changed));
    expect(wrong(read)).toEqual([`drill-file-edited ${lines - 1}:13 undefined`]);
    expect("problems" in read && read.problems[0]!.problem.message).toBe(
      "the kit's steps are not as they were written: the hash in the file does not match",
    );
  });

  test("is not accepted as results, and results are not accepted as a kit", () => {
    expect(wrong(readDrillResults(write(KIT)))).toEqual([expect.stringMatching(/^no-drill-file \d+:3 a kit$/)]);
    const taken = readDrillKit(write(results, "taken.json"));
    expect(wrong(taken)).toEqual([expect.stringMatching(/^no-drill-file \d+:3 results$/)]);
    expect("problems" in taken && taken.problems[0]!.problem).toMatchObject({
      message: "the file is not a kit of a drill",
      allowed: "drill.json, which sip-ha drill has written, or its folder",
    });
  });

  test("is the same if only the order of its keys differs", () => {
    const reversed = Object.fromEntries(Object.entries(KIT).reverse());
    expect(wrong(readDrillKit(write(reversed)))).toEqual([]);
  });

  test("is not read from a folder above it, and the error names the kits below that folder", () => {
    const drills = temporaryFolder();
    const kits = ["prod/inbound", "prod/outbound", "staging/inbound"].map((kit) => join(drills, kit));
    // No folder of sip-ha drill is that far above a kit: below it there may be a whole disk.
    for (const kit of [...kits, join(drills, "archive/2026/inbound")]) {
      mkdirSync(kit, { recursive: true });
      writeFileSync(join(kit, "drill.json"), "{}");
    }
    const problem = (path: string) =>
      (readDrillKit(path) as { problems: readonly LocatedProblem[] }).problems[0]!.problem;
    expect(problem(join(drills, "prod"))).toEqual({
      code: "no-kit",
      message: `there is no kit in ${join(drills, "prod")}`,
      found: `kits below it: ${kits[0]}, ${kits[1]}`,
      allowed: "the folder of one pair's kit",
      fix: `name the kit's own folder, e.g. ${kits[0]}`,
    });
    expect(problem(drills).found).toBe(`kits below it: ${kits.join(", ")}`);
  });

  test("is reported as missing, whether or not its folder exists", () => {
    const empty = temporaryFolder();
    expect(readDrillKit(empty)).toMatchObject({
      problems: [
        {
          position: { file: empty, line: 1, column: 1 },
          problem: {
            code: "no-kit",
            found: "no drill.json",
            fix: "write the kits with sip-ha drill, and name the folder of one",
          },
        },
      ],
    });
    expect(wrong(readDrillKit(join(folder, "nowhere")))).toEqual(["file-not-found 1:1 undefined"]);
  });

  testWith(
    { linux: true },
    "at a place about which the system says nothing is reported with the system's reason",
    () => {
      const link = join(temporaryFolder(), "drill.json");
      symlinkSync(link, link);
      const told = [link, "x".repeat(300)].map(readDrillKit);
      expect(told.map((read) => "problems" in read && read.problems.map(({ problem }) => problem.message))).toEqual([
        ["the file cannot be read: ELOOP"],
        ["the file cannot be read: ENAMETOOLONG"],
      ]);
    },
  );
});

describe("results", () => {
  const read = (content: unknown) => readDrillResults(write(content, "results.json"));

  test("are read as the runner wrote them", () => {
    expect(read(results)).toEqual({ value: results, file: join(folder, "results.json") });
  });

  test("are refused if they were cut off, with what to do", () => {
    const cut = read(JSON.stringify(results, null, 2).slice(0, 400));
    expect("problems" in cut && cut.problems[0]!.problem).toMatchObject({
      code: "drill-file-broken",
      fix: "take the original, or write it again; a file that was cut off ends in the middle of a value",
    });
    expect(wrong(read(""))).toEqual(["drill-file-broken 1:1 text that is not valid JSON"]);
  });

  test("are refused if they have another format, at the format", () => {
    expect(wrong(read({ ...results, format: 2 }))).toEqual(["other-drill-format 2:13 2"]);
    expect(wrong(read({ hello: 1 }))).toEqual(["no-drill-file 1:1 a file without format"]);
  });

  test("are refused with values that no runner writes, each at its place", () => {
    const nonsense = { ...results, outcome: "splendid", begun: 7, more: true };
    expect(wrong(read(nonsense)).sort()).toEqual([
      expect.stringMatching(/^invalid-value \d+:\d+ splendid$/),
      expect.stringMatching(/^unknown-key \d+:\d+ more$/),
      expect.stringMatching(/^wrong-type \d+:\d+ 7$/),
    ]);
  });

  test("are refused if a time was made better", () => {
    const [scenario] = results.scenarios;
    const steps = scenario!.steps.map((step) => ({
      ...step,
      unanswered: { ...step.unanswered, actual: { atLeast: 0, atMost: 100 } },
    }));
    expect(wrong(read({ ...results, scenarios: [{ ...scenario!, steps }] }))).toEqual([
      expect.stringMatching(/^drill-file-edited \d+:13 undefined$/),
    ]);
  });

  test("are refused if they are a kit, or no JSON at all", () => {
    expect(wrong(read(KIT))).toHaveLength(1);
    expect(wrong(read("- a list"))[0]).toMatch(/^wrong-type 1:1/);
    expect(read({ environment: "prod" })).toMatchObject({
      problems: [
        {
          problem: {
            message: "the file is not results of a drill",
            allowed:
              "what sip-ha drill run has written: results-<time>.json beside the kit, or the file named by --results",
            fix: "name such a file",
          },
        },
      ],
    });
    expect(wrong(readDrillResults(folder))[0]).toMatch(/^file-unreadable 1:1/);
  });
});
