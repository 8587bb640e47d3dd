import { type Finding, formatFinding, formatNotEvaluated } from "../checks/finding";
import { formatPath } from "../model/origin";
import { EXIT } from "./exit";
import { count, type Located, type ReadEnvironments } from "./read-environments";

/** The exit code that the findings call for. */
export function exitCode(read: ReadEnvironments, isStrict: boolean): number {
  if (read.findings.some(({ entry }) => entry.kind === "input")) return EXIT.wrongUse;
  const isFound = count(read, "error") > 0 || (isStrict && count(read, "warning") > 0);
  return isFound ? EXIT.findings : EXIT.fine;
}

/** The report as an engineer reads it: warnings and open questions first, so that the errors stand last, where a terminal shows them. */
export function textReport(read: ReadEnvironments): string {
  const of = (level: string) => read.findings.filter(({ entry }) => entry.level === level).sort(byPosition);
  const blocks = [
    ...read.notEvaluated.map(({ entry, place }) => formatNotEvaluated(entry, place)),
    ...of("warning").map(({ entry, place }) => formatFinding(entry, place)),
    ...of("error").map(({ entry, place }) => formatFinding(entry, place)),
    summary(read),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** In the order of the file, as a person goes through it. */
function byPosition(
  { place: { position: a } }: Located<Finding>,
  { place: { position: b } }: Located<Finding>,
): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** `1 error, 2 warnings, 0 acknowledged, 3 not evaluated` */
export function summary(read: ReadEnvironments): string {
  const number = (value: number, word: string) => `${value} ${word}${value === 1 ? "" : "s"}`;
  return [
    number(count(read, "error"), "error"),
    number(count(read, "warning"), "warning"),
    `${read.acknowledged.length} acknowledged`,
    `${read.notEvaluated.length} not evaluated`,
  ].join(", ");
}

/** The report for programs. */
export function jsonReport(read: ReadEnvironments, more: object = {}): string {
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
