import { describe, expect, test } from "vitest";
import { drillReport } from "../../lib/drill/drill-report";
import { drillReportMarkdown, drillReportText } from "../../lib/drill/drill-report-text";
import type { DrillResults } from "../../lib/drill/drill-results";
import { kitOf } from "./sample-kit";
import { sampleResults } from "./sample-results";

const KIT = kitOf(["switchover-by-hand", "primary-host-power-loss"]);
const SCENARIO = "primary-host-power-loss";
const LOSS = "primary's host loses its power";
const reportOf = (...results: DrillResults[]) => drillReport(results.map((one) => ({ file: "r.json", results: one })));

describe("the report of a drill", () => {
  test("shows each measured time beside the expected one", async () => {
    const report = reportOf(await sampleResults(KIT, "primary-host-power-loss", [12_000, 0, 500]));
    expect(report.isAsExpected).toBe(true);
    // Columns are as wide as their widest cell; which that is says nothing here.
    const cells = drillReportText(report)
      .split("\n")
      .map((line) => line.split(/ {2,}/));
    expect(cells).toEqual([
      [`staging/inbound, ${report.runs[0]!.begun}: passed`],
      ["scenario", "step", "what", "expected", "measured", "verdict", "checks"],
      [SCENARIO, "1", `the ${LOSS}`, "9015 - 13535 - 21100 ms", "11900 to 12100 ms", "inside", "hold"],
      [SCENARIO, "2", `repaired: the ${LOSS}`, "none", "none (under 100 ms)", "inside", "hold"],
      [SCENARIO, "3", "somebody orders a switchover", "15 - 33 - 3000 ms", "400 to 600 ms", "inside", "hold"],
      [""],
      ["1 of 1 runs passed, 0 times outside what was expected: as expected"],
      [""],
    ]);
  });

  test("says that a time was shorter or longer, and is not as expected in that case", async () => {
    const report = reportOf(
      await sampleResults(KIT, "primary-host-power-loss", [8_000, 0, 500]),
      await sampleResults(KIT, "primary-host-power-loss", [22_000, 0, 500]),
    );
    expect(report.runs.map(({ steps }) => steps[0]!.verdict)).toEqual(["shorter", "longer"]);
    expect(report.isAsExpected).toBe(false);
    expect(drillReportText(report)).toMatch(
      /\n2 of 2 runs passed, 2 times outside what was expected: NOT as expected\n$/,
    );
  });

  test("says why a run ended early, and which check did not hold", async () => {
    const results = await sampleResults(KIT, "switchover-by-hand", [500, 500]);
    const [scenario] = results.scenarios;
    const [step] = scenario!.steps;
    const failed = {
      what: "where the virtual IP is",
      expected: "on sip-b alone",
      actual: "on <b>no</b> host",
      outcome: "failed",
    };
    const report = reportOf({
      ...results,
      outcome: "failed",
      stopped: { code: "check-failed", reason: "it is nowhere" },
      scenarios: [{ ...scenario!, steps: [{ ...step!, outcome: "failed", checks: [failed as never] }] }],
    });
    expect(report.isAsExpected).toBe(false);
    expect(drillReportText(report)).toContain("  check-failed: it is nowhere\n");
    expect(drillReportText(report)).toContain(
      "  switchover-by-hand step 1: where the virtual IP is: found on <b>no</b> host, expected on sip-b alone\n",
    );
    // What a host has printed must not become markup.
    expect(drillReportMarkdown(report)).toContain("found on \\<b\\>no\\</b\\> host, expected on sip-b alone");
  });

  test("reports an outage whose end was not seen without an upper bound", async () => {
    const results = await sampleResults(KIT, "switchover-by-hand", [500, 500]);
    const [scenario] = results.scenarios;
    const [step] = scenario!.steps;
    const unanswered = { ...step!.unanswered, actual: { atLeast: 4_600 } };
    const report = reportOf({
      ...results,
      scenarios: [{ ...scenario!, steps: [{ ...step!, outcome: "failed", unanswered }] }],
    });
    expect(report.runs[0]!.steps[0]!.verdict).toBe("longer");
    expect(drillReportText(report)).toMatch(/ 4600 ms or longer +longer /);
  });

  test("says if a run was cut off", async () => {
    const results = await sampleResults(KIT, "switchover-by-hand", [500, 500]);
    const report = reportOf({ ...results, outcome: "running", scenarios: [] });
    expect(report.isAsExpected).toBe(false);
    expect(drillReportText(report)).toContain(": was cut off\n");
    expect(drillReportMarkdown(report)).toContain("No step was begun.");
  });
});
