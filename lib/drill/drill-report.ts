import type { Span } from "../operation/span";
import { type CheckRecord, type DrillOutcome, type DrillResults, isInside, type StepRecord } from "./drill-results";
import type { RecordedOutage } from "./measured-outage";

/** How an outage compares with what was expected. */
export type OutageVerdict = "inside" | "shorter" | "longer" | "not measured";

/** A step of a run beside its expectation. Times in milliseconds. */
export interface ReportedStep {
  readonly file: string;
  readonly environment: string;
  readonly pair: string;
  readonly scenario: string;
  /** Counted from 1. */
  readonly step: number;
  readonly title: string;
  readonly begun: string;
  readonly outcome: DrillOutcome;
  readonly expected: Span;
  readonly actual?: RecordedOutage | undefined;
  readonly verdict: OutageVerdict;
  readonly failedChecks: readonly CheckRecord[];
  readonly notChecked: number;
}

/** A run of a drill. */
export interface ReportedRun {
  readonly file: string;
  readonly environment: string;
  readonly pair: string;
  readonly begun: string;
  readonly outcome: DrillOutcome;
  readonly stopped?: { readonly code: string; readonly reason: string } | undefined;
  readonly steps: readonly ReportedStep[];
}

/** The results of drill runs, beside what was expected. */
export interface DrillReport {
  readonly runs: readonly ReportedRun[];
  /** Whether every run has passed, and every measured time was inside. */
  readonly isAsExpected: boolean;
}

/** Compares what was measured with what was expected. */
export function drillReport(
  results: readonly { readonly file: string; readonly results: DrillResults }[],
): DrillReport {
  const runs = results.map(({ file, results: { environment, pair, begun, outcome, stopped, scenarios } }) => ({
    file,
    environment,
    pair,
    begun,
    outcome,
    stopped,
    steps: scenarios.flatMap(({ name, steps }) =>
      steps.map((step, index): ReportedStep => {
        const { expected, actual } = step.unanswered;
        return {
          file,
          environment,
          pair,
          scenario: name,
          step: index + 1,
          title: step.title,
          begun: step.begun,
          outcome: step.outcome,
          expected,
          actual,
          verdict: verdictOf(step),
          failedChecks: step.checks.filter((one) => one.outcome === "failed"),
          notChecked: step.checks.filter((one) => one.outcome === "not checked").length,
        };
      }),
    ),
  }));
  const isAsExpected = runs.every(
    ({ outcome, steps }) =>
      outcome === "passed" && steps.every(({ verdict }) => verdict === "inside" || verdict === "not measured"),
  );
  return { runs, isAsExpected };
}

function verdictOf({ unanswered: { expected, actual } }: StepRecord): OutageVerdict {
  if (actual === undefined) return "not measured";
  if (isInside(expected, actual)) return "inside";
  return actual.atLeast > expected.maximum ? "longer" : "shorter";
}
