import type { Problem } from "../errors";
import { formatPath, formatPosition, type Path, type Position } from "../model/origin";

/** An error keeps anything from being written; a warning does not. */
export type Level = "error" | "warning";

/** A problem in an environment, located. */
export interface Finding extends Problem {
  /** Whether it keeps anything from being written. */
  readonly level: Level;
  /** Whether the input could be understood at all; a rule's finding is about input that could. */
  readonly kind: "input" | "rule";
  /** Empty where the problem is in none: of a file that cannot be read, of the output folder, of a user's own construct. */
  readonly environment: string;
  /** Where in the declaration, e.g. `["pairs", "inbound", "sip"]`. */
  readonly path: Path;
  /** Whether the key or its value is meant. */
  readonly part: "key" | "value";
}

/** What is wrong with what was given, which no rule has found. */
export function inputFinding(problem: Problem, environment = ""): Finding {
  return { ...problem, level: "error", kind: "input", environment, path: [], part: "value" };
}

/** A check that could not be made; it says nothing about whether the environment is right. */
export interface NotEvaluated {
  /** The check's code. */
  readonly code: string;
  /** The environment's name. */
  readonly environment: string;
  /** Where in the declaration, e.g. `["networks", "voice"]`. */
  readonly path: Path;
  /** What is not known. */
  readonly reason: string;
  /** What makes the check possible. */
  readonly fix: string;
}

/** A finding that somebody accepts, with their reason. */
export interface AcknowledgedFinding {
  /** What was found. */
  readonly finding: Finding;
  /** Why it is accepted, in the words of whoever accepts it. */
  readonly reason: string;
}

/** The outcome of all checks of an app. */
export interface Report {
  /** What was found, in the order of the checks. */
  readonly findings: readonly Finding[];
  /** What was found, and is accepted. */
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** Checks that could not be made. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/** What a printer needs to know to say where a finding is. */
export interface Place {
  /** In the environment file or the program; undefined where it is not known. */
  readonly position?: Position | undefined;
  /** The path of the construct, e.g. `prod-east/sip-a`; undefined where there is none. */
  readonly construct?: string | undefined;
}

/** Finds the file position and the construct of an entry of a report. */
export type Locate = (entry: Finding | NotEvaluated) => Place;

/** Whether an entry means a key or its value; a check that could not be made means the value. */
export function partOf(entry: Finding | NotEvaluated): "key" | "value" {
  return "part" in entry ? entry.part : "value";
}

/** Whether anything keeps the environments from being written. */
export function isBlocked(report: Report): boolean {
  return report.findings.some((finding) => finding.level === "error");
}

/** A finding as an engineer reads it: position, level and code, then what, found, allowed and fix. */
export function formatFinding(finding: Finding, place: Place): string {
  return [
    `${place.position ? `${formatPosition(place.position)} ` : ""}${finding.level} ${finding.code}`,
    finding.environment === "" ? `  ${finding.message}` : `  ${describe(finding.path, place)}: ${finding.message}`,
    ...(finding.found === undefined ? [] : [`  found:   ${finding.found}`]),
    ...(finding.allowed === undefined ? [] : [`  allowed: ${finding.allowed}`]),
    `  fix:     ${finding.fix}`,
  ].join("\n");
}

/** A check that could not be made, as an engineer reads it. */
export function formatNotEvaluated(entry: NotEvaluated, place: Place): string {
  return [
    `${place.position ? `${formatPosition(place.position)} ` : ""}not evaluated ${entry.code}`,
    `  ${describe(entry.path, place)}: ${entry.reason}`,
    `  fix:     ${entry.fix}`,
  ].join("\n");
}

function describe(path: Path, place: Place): string {
  const what = path.length === 0 ? "the environment" : formatPath(path);
  return place.construct === undefined ? what : `${what} (construct ${place.construct})`;
}
