import type { Problem } from "../errors";
import { type Finding, formatFinding, formatNotEvaluated, type Locate, type Place, type Report } from "./finding";

/** Thrown where an environment cannot be written. The message holds every finding; nothing has been written. */
export class InvalidEnvironment extends Error {
  /** An error for a single problem outside the checks. */
  static at(problem: Problem, place: Place): InvalidEnvironment {
    const finding: Finding = { ...problem, level: "error", kind: "input", environment: "", path: [], part: "value" };
    return new InvalidEnvironment({ findings: [finding], acknowledged: [], notEvaluated: [] }, () => place);
  }

  /** The findings, each with its place. */
  readonly located: readonly { readonly entry: Finding; readonly place: Place }[];

  constructor(
    readonly report: Report,
    locate: Locate,
  ) {
    super(formatReport(report, locate));
    this.name = "InvalidEnvironment";
    this.located = report.findings.map((entry) => ({
      entry,
      place: locate(entry.environment, entry.path, entry.part),
    }));
  }
}

/** Every finding, errors first, then what could not be evaluated. */
export function formatReport(report: Report, locate: Locate): string {
  const count = (level: string) => report.findings.filter((finding) => finding.level === level).length;
  const ordered = [...report.findings].sort((a, b) => Number(b.level === "error") - Number(a.level === "error"));
  return [
    ...ordered.map((finding) => formatFinding(finding, locate(finding.environment, finding.path, finding.part))),
    ...report.notEvaluated.map((entry) => formatNotEvaluated(entry, locate(entry.environment, entry.path, "value"))),
    `${count("error")} errors, ${count("warning")} warnings, ${report.acknowledged.length} acknowledged, ${report.notEvaluated.length} not evaluated`,
  ].join("\n\n");
}
