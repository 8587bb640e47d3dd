import { asText, paragraphs, table } from "../text/markdown";
import { textTable } from "../text/text-table";
import type { DrillReport, ReportedRun, ReportedStep } from "./drill-report";
import { type RecordedOutage, recordedText } from "./measured-outage";

const HEADER = ["scenario", "step", "what", "expected", "measured", "verdict", "checks"] as const;

/** The report for a terminal. */
export function drillReportText({ runs, isAsExpected }: DrillReport): string {
  const told = runs.map((run) =>
    [
      headline(run),
      ...(run.stopped === undefined ? [] : [`  ${run.stopped.code}: ${run.stopped.reason}`]),
      ...(run.steps.length === 0 ? [] : [textTable(HEADER, run.steps.map(row), new Set([1]))]),
      ...failures(run).map((text) => `  ${text}`),
    ].join("\n"),
  );
  return `${told.join("\n\n")}\n\n${summary(runs, isAsExpected)}\n`;
}

/** The same as Markdown. */
export function drillReportMarkdown({ runs, isAsExpected }: DrillReport): string {
  const told = runs.map((run) =>
    paragraphs(
      `## ${headline(run)}`,
      run.stopped === undefined ? undefined : `Ended by \`${run.stopped.code}\`: ${asText(run.stopped.reason)}.`,
      run.steps.length === 0
        ? "No step was begun."
        : table(
            HEADER,
            run.steps.map((step) => row(step).map(asText)),
          ),
      failures(run).length === 0
        ? undefined
        : failures(run)
            .map((text) => `- ${asText(text)}`)
            .join("\n"),
    ),
  );
  return `${paragraphs("# Results of drills", ...told, summary(runs, isAsExpected))}\n`;
}

function headline({ environment, pair, begun, outcome }: ReportedRun): string {
  const cut = outcome === "running" ? "was cut off" : outcome;
  return `${environment}/${pair}, ${begun}: ${cut}`;
}

function row({ scenario, step, title, expected, actual, verdict, failedChecks, notChecked }: ReportedStep): string[] {
  const { minimum, typical, maximum } = expected;
  return [
    scenario,
    String(step),
    title,
    maximum === 0 ? "none" : `${minimum} - ${typical} - ${maximum} ms`,
    actual === undefined ? "-" : outageText(actual),
    verdict,
    checksText(failedChecks.length, notChecked),
  ];
}

function outageText(actual: RecordedOutage): string {
  return actual.atLeast === 0 && actual.atMost !== undefined
    ? `none (under ${actual.atMost} ms)`
    : recordedText(actual);
}

function checksText(failed: number, notChecked: number): string {
  if (failed > 0) return `${failed} failed`;
  return notChecked > 0 ? `hold, ${notChecked} not checked` : "hold";
}

function failures({ steps }: ReportedRun): string[] {
  return steps.flatMap(({ scenario, step, failedChecks }) =>
    failedChecks.map(
      ({ what, expected, actual }) => `${scenario} step ${step}: ${what}: found ${actual}, expected ${expected}`,
    ),
  );
}

function summary(runs: readonly ReportedRun[], isAsExpected: boolean): string {
  const passed = runs.filter(({ outcome }) => outcome === "passed").length;
  const outside = runs
    .flatMap(({ steps }) => steps)
    .filter(({ verdict }) => verdict === "shorter" || verdict === "longer");
  const unmeasured = runs.flatMap(({ steps }) => steps).filter(({ verdict }) => verdict === "not measured").length;
  return `${passed} of ${runs.length} runs passed, ${outside.length} times outside what was expected${unmeasured === 0 ? "" : `, ${unmeasured} not measured`}: ${isAsExpected ? "as expected" : "NOT as expected"}`;
}
