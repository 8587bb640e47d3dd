import type { Problem } from "../errors";
import { formatPath, formatPosition, type Path, type Position } from "../model/origin";

/** An error keeps anything from being written; a warning does not. */
export type Level = "error" | "warning";

/** A problem in an environment, with its place. */
export interface Finding extends Problem {
  /** Whether it keeps anything from being written. */
  readonly level: Level;
  /** `input` if the input could not be understood; `rule` for a rule's finding about input that could be. */
  readonly kind: "input" | "rule";
  /** The environment's name; empty if the problem is in no environment: in a file that cannot be read, the output folder, or a user's own construct. */
  readonly environment: string;
  /** The path in the declaration, e.g. `["pairs", "inbound", "sip"]`. */
  readonly path: Path;
  /** Whether the key or its value is meant. */
  readonly part: "key" | "value";
}

/** A problem of the input that was not found by a rule. */
export function inputFinding(problem: Problem, environment = ""): Finding {
  return { ...problem, level: "error", kind: "input", environment, path: [], part: "value" };
}

/** A check that could not be made; it says nothing about whether the environment is correct. */
export interface NotEvaluated {
  /** The check's code. */
  readonly code: string;
  /** The environment's name. */
  readonly environment: string;
  /** The path in the declaration, e.g. `["networks", "voice"]`. */
  readonly path: Path;
  /** What is not known. */
  readonly reason: string;
  /** What makes the check possible. */
  readonly fix: string;
}

/** A finding that somebody has accepted, with the reason. */
export interface AcknowledgedFinding {
  /** What was found. */
  readonly finding: Finding;
  /** Why it is accepted, in the words of the person who accepted it. */
  readonly reason: string;
}

/** The outcome of all checks of an app. */
export interface Report {
  /** What was found, in the order of the checks. */
  readonly findings: readonly Finding[];
  /** What was found and is accepted. */
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** Checks that could not be made. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/** What is needed to print the place of a finding. */
export interface Place {
  /** The position in the environment file or the program; undefined if it is not known. */
  readonly position?: Position | undefined;
  /** The path of the construct, e.g. `prod-east/sip-a`; undefined if there is none. */
  readonly construct?: string | undefined;
}

/** Finds the file position and the construct of a report's entry. */
export type Locate = (entry: Finding | NotEvaluated) => Place;

/** Whether an entry is about a key or its value; a check that could not be made is about the value. */
export function partOf(entry: Finding | NotEvaluated): "key" | "value" {
  return "part" in entry ? entry.part : "value";
}

/** Whether anything keeps the environments from being written. */
export function isBlocked(report: Report): boolean {
  return report.findings.some((finding) => finding.level === "error");
}

/** A finding as an engineer reads it: position, level and code, then the message, found, allowed and fix. */
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
