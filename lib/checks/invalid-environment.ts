import type { Problem } from "../errors";
import { type Finding, formatFinding, formatNotEvaluated, type Locate, type Place, type Report } from "./finding";

/** Thrown where an environment cannot be written. The message holds every finding; nothing has been written. */
export class InvalidEnvironment extends Error {
  /** An error for problems outside the checks: of reading a file, or of a construct in no environment. */
  static at(problems: readonly { readonly problem: Problem; readonly place: Place }[]): InvalidEnvironment {
    const places = new Map<unknown, Place>();
    const findings = problems.map(({ problem, place }) => {
      const finding: Finding = { ...problem, level: "error", kind: "input", environment: "", path: [], part: "value" };
      places.set(finding, place);
      return finding;
    });
    return new InvalidEnvironment({ findings, acknowledged: [], notEvaluated: [] }, (entry) => places.get(entry) ?? {});
  }

  /** The findings, each with its place. */
  readonly located: readonly { readonly entry: Finding; readonly place: Place }[];

  constructor(
    readonly report: Report,
    locate: Locate,
  ) {
    super(formatReport(report, locate));
    this.name = "InvalidEnvironment";
    this.located = report.findings.map((entry) => ({ entry, place: locate(entry) }));
  }
}

/** Every finding, errors first, then what could not be evaluated. */
export function formatReport(report: Report, locate: Locate): string {
  const count = (level: string) => report.findings.filter((finding) => finding.level === level).length;
  const ordered = [...report.findings].sort((a, b) => Number(b.level === "error") - Number(a.level === "error"));
  return [
    ...ordered.map((finding) => formatFinding(finding, locate(finding))),
    ...report.notEvaluated.map((entry) => formatNotEvaluated(entry, locate(entry))),
    `${count("error")} errors, ${count("warning")} warnings, ${report.acknowledged.length} acknowledged, ${report.notEvaluated.length} not evaluated`,
  ].join("\n\n");
}
