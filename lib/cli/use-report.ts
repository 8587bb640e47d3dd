import { type Finding, inputFinding } from "../checks/finding";
import { formatReport, type Located, type LocatedReport } from "../checks/located-report";
import type { Problem } from "../errors";
import type { LocatedProblem } from "../input/yaml-source";
import { EXIT } from "./exit";
import { jsonReport } from "./json-report";

/** The report of a command that has found nothing. */
export const NOTHING_FOUND: LocatedReport = { findings: [], notEvaluated: [], acknowledged: [] };

/** A report of these findings alone. */
export function reportOf(findings: readonly Located<Finding>[]): LocatedReport {
  return { ...NOTHING_FOUND, findings };
}

/** A finding that stands in no file, as a report has it. */
export function nowhere(entry: Finding): Located<Finding> {
  return { entry, place: {} };
}

/** What is wrong with the use of a command, as a report has it. */
export function useFindings(problems: readonly Problem[]): Located<Finding>[] {
  return problems.map((problem) => nowhere(inputFinding(problem)));
}

/** What is wrong in a file that a command reads, as a report has it. */
export function fileFindings(problems: readonly LocatedProblem[]): Located<Finding>[] {
  return problems.map(({ problem, position }) => ({ entry: inputFinding(problem), place: { position } }));
}

/** A report that has only what is wrong with the use of a command. */
export function useReport(problems: readonly Problem[]): LocatedReport {
  return reportOf(useFindings(problems));
}

/** The report, with these problems of use at its end. */
export function withUseProblems(report: LocatedReport, problems: readonly Problem[]): LocatedReport {
  return { ...report, findings: [...report.findings, ...useFindings(problems)] };
}

/** A problem of a flag's value: its message names the flag. */
export function ofFlag(flag: string, problem: Problem): Problem {
  return { ...problem, message: `${flag}: ${problem.message}` };
}

/**
 * Says why a command did nothing.
 *
 * @param more what else its JSON has
 */
export function refuseUse(findings: readonly Located<Finding>[], json: true | undefined, more: object = {}): number {
  const report = reportOf(findings);
  process.stdout.write(json ? jsonReport(report, more) : `${formatReport(report)}\n`);
  return EXIT.wrongUse;
}
