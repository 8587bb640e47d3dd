import type { LocatedReport } from "../checks/located-report";

/** Exit codes of every command. */
export const EXIT = { fine: 0, findings: 1, wrongUse: 2 } as const;

/** The exit code that the findings call for. */
export function exitCode(read: LocatedReport, isStrict: boolean): number {
  if (read.findings.some(({ entry }) => entry.kind === "input")) return EXIT.wrongUse;
  const isFound = read.findings.some(({ entry }) => entry.level === "error" || isStrict);
  return isFound ? EXIT.findings : EXIT.fine;
}
