import type { LocatedReport } from "../checks/located-report";
import { formatPath } from "../model/origin";
import { EXIT } from "./exit";

/** The exit code that the findings call for. */
export function exitCode(read: LocatedReport, isStrict: boolean): number {
  if (read.findings.some(({ entry }) => entry.kind === "input")) return EXIT.wrongUse;
  const isFound = read.findings.some(({ entry }) => entry.level === "error" || isStrict);
  return isFound ? EXIT.findings : EXIT.fine;
}

/** The report for programs. */
export function jsonReport(read: LocatedReport, more: object = {}): string {
  const report = {
    findings: read.findings.map(({ entry: { path, part: _part, ...finding }, place }) => ({
      ...finding,
      path: formatPath(path),
      ...place,
    })),
    notEvaluated: read.notEvaluated.map(({ entry: { path, ...entry }, place }) => ({
      ...entry,
      path: formatPath(path),
      ...place,
    })),
    acknowledged: read.acknowledged.map(({ finding: { code, environment, path }, reason }) => ({
      code,
      environment,
      path: formatPath(path),
      reason,
    })),
    ...more,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
