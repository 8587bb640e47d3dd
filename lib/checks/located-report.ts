import { comparePositions } from "../model/origin";
import { counted } from "../text/wording";
import {
  type AcknowledgedFinding,
  type Finding,
  formatFinding,
  formatNotEvaluated,
  type Locate,
  type NotEvaluated,
  type Place,
  type Report,
} from "./finding";

/** A finding, or a check that could not be made, with its place. */
export interface Located<T> {
  /** The finding or check. */
  readonly entry: T;
  /** Where it is. */
  readonly place: Place;
}

/** A finding that somebody has accepted, with its place. */
export interface LocatedAcknowledgement extends AcknowledgedFinding {
  /** The place of the finding. */
  readonly place: Place;
}

/** A report in which every entry has its place. */
export interface LocatedReport {
  readonly findings: readonly Located<Finding>[];
  readonly notEvaluated: readonly Located<NotEvaluated>[];
  readonly acknowledged: readonly LocatedAcknowledgement[];
}

/** Finds the place of every entry. */
export function locateReport(report: Report, locate: Locate): LocatedReport {
  return {
    findings: report.findings.map((entry) => ({ entry, place: locate(entry) })),
    notEvaluated: report.notEvaluated.map((entry) => ({ entry, place: locate(entry) })),
    acknowledged: report.acknowledged.map((entry) => ({ ...entry, place: locate(entry.finding) })),
  };
}

/**
 * The report as an engineer reads it, in the order of the file: open questions, warnings, and last the errors, where a terminal shows them. The last
 * line is the summary.
 */
export function formatReport(report: LocatedReport): string {
  const of = (level: string) => report.findings.filter(({ entry }) => entry.level === level).sort(byPosition);
  return [
    ...[...report.notEvaluated].sort(byPosition).map(({ entry, place }) => formatNotEvaluated(entry, place)),
    ...of("warning").map(({ entry, place }) => formatFinding(entry, place)),
    ...of("error").map(({ entry, place }) => formatFinding(entry, place)),
    summary(report),
  ].join("\n\n");
}

function byPosition(one: Located<unknown>, other: Located<unknown>): number {
  return comparePositions(one.place.position, other.place.position);
}

/** `1 error, 2 warnings, 0 acknowledged, 3 not evaluated` */
export function summary({ findings, acknowledged, notEvaluated }: LocatedReport): string {
  const count = (level: string) => findings.filter(({ entry }) => entry.level === level).length;
  return [
    counted(count("error"), "error"),
    counted(count("warning"), "warning"),
    `${acknowledged.length} acknowledged`,
    `${notEvaluated.length} not evaluated`,
  ].join(", ");
}

/** Two reports as one, in the given order. */
export function joined(one: LocatedReport, other: LocatedReport): LocatedReport {
  return {
    findings: [...one.findings, ...other.findings],
    notEvaluated: [...one.notEvaluated, ...other.notEvaluated],
    acknowledged: [...one.acknowledged, ...other.acknowledged],
  };
}
