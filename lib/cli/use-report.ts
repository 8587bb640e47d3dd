import type { Finding } from "../checks/finding";
import type { Located, LocatedReport } from "../checks/located-report";
import type { Problem } from "../errors";

/** The report of a command that has found nothing. */
export const NOTHING_FOUND: LocatedReport = { findings: [], notEvaluated: [], acknowledged: [] };

/** Something wrong with the use of the command, which stands in no file. */
export function useFinding(problem: Problem): Finding {
  return { ...problem, level: "error", kind: "input", environment: "", path: [], part: "value" };
}

/** A finding that stands in no file, as a report has it. */
export function nowhere(entry: Finding): Located<Finding> {
  return { entry, place: {} };
}

/** What is wrong with the use of a command, as a report has it. */
export function useFindings(problems: readonly Problem[]): Located<Finding>[] {
  return problems.map((problem) => nowhere(useFinding(problem)));
}

/** A report of nothing but that. */
export function useReport(problems: readonly Problem[]): LocatedReport {
  return { ...NOTHING_FOUND, findings: useFindings(problems) };
}

/** A report with that at its end. */
export function withUseProblems(report: LocatedReport, problems: readonly Problem[]): LocatedReport {
  return { ...report, findings: [...report.findings, ...useFindings(problems)] };
}
