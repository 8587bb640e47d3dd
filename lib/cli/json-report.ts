import type { LocatedReport } from "../checks/located-report";
import { formatPath } from "../model/origin";

/** What a command prints with `--json`: the findings with their places, and what else the command reports. */
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
    acknowledged: read.acknowledged.map(({ finding: { code, environment, path }, reason, place }) => ({
      code,
      environment,
      path: formatPath(path),
      reason,
      ...place,
    })),
    ...more,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
