import { distance } from "fastest-levenshtein";
import { checkCodes, type Level } from "sip-server-ha";
import { SECTIONS } from "../../checks/acknowledgement";
import { formatReport } from "../../checks/located-report";
import { nearest } from "../../errors";
import { ELEMENT_KINDS } from "../../model/element";
import { formatPath, formatPosition } from "../../model/origin";
import { MATCHED, Matcher, type MatchResult, mismatch } from "../matching/matcher";
import type { PropertiesOf } from "../matching/pattern-of";
import { type Property, TEXT, wordOf } from "../matching/property";
import { shown } from "../matching/shown";
import { textDistance } from "../matching/text";
import { requireText, unknownName } from "../misuse";
import type { Synthesized } from "../synthesized";
import type { Outcome } from "./outcome";
import { search } from "./search";

/** What a check found in an environment. */
export interface FoundFinding {
  /** The check's code. */
  readonly code: string;
  /** Whether it keeps anything from being written. */
  readonly level: Level;
  /** The path in the declaration, e.g. `pairs.inbound.sip.port`; empty for the environment as a whole. */
  readonly on: string;
  /** What is wrong. */
  readonly message: string;
  /** The value that was found; undefined if none is meant. */
  readonly found?: string | undefined;
  /** The allowed values; undefined if they do not fit into a line. */
  readonly allowed?: string | undefined;
  /** What to do. */
  readonly fix: string;
  /** The place in the environment file or the program, e.g. `prod.yaml:41:17`; undefined if it is not known. */
  readonly position?: string | undefined;
}

/** The expected properties of a finding. */
export type FindingPattern = Omit<PropertiesOf<FoundFinding>, "code">;

/** What was found in an environment, in the order of the checks, without acknowledged findings. */
export function findingsOf({ report }: Synthesized): FoundFinding[] {
  return report.findings.map(({ entry: { code, level, path, message, found, allowed, fix }, place: { position } }) => ({
    code,
    level,
    on: formatPath(path),
    message,
    found,
    allowed,
    fix,
    position: position && formatPosition(position),
  }));
}

/**
 * Whether there is a finding with the code.
 *
 * @param expected `on`, as text, is the path of the finding or a path above it, as in an acknowledgement
 */
export function hasFinding(subject: Synthesized, code: string, expected: FindingPattern = {}): Outcome {
  requireText(code, "a finding is identified by the code of its check");
  const candidates = findingsOf(subject);
  const isFound = candidates.some((one) => one.code === code);
  if (!isFound && isMistyped(code)) throw unknownName("no check has the code", code, checkCodes());
  const { on } = expected;
  if (typeof on === "string") requirePlace(subject, on);
  return search({
    where: subject.environment,
    kind: ["finding", "findings"],
    candidates,
    nameKey: "code",
    name: code,
    properties: PROPERTIES,
    pattern: typeof on === "string" ? { ...expected, on: new AtOrBelow(on) } : expected,
    label: ({ code: name, on: path }) => `${name} on ${path === "" ? "the environment" : path}`,
    note: () => otherwise(subject, code),
  });
}

/** Findings of invalid input have codes of their own, which are not among the codes of the checks; but none of them is as near to one as a slip is. */
function isMistyped(code: string): boolean {
  return !checkCodes().includes(code) && checkCodes().some((known) => distance(code, known) <= 2);
}

/** Whether nothing was found, apart from acknowledged findings and checks that could not be made. */
export function hasNoFindings({ environment, report }: Synthesized, level?: Level): Outcome {
  if (level !== undefined && !LEVELS.includes(level)) throw unknownName("no finding has the level", level, LEVELS);
  const findings = report.findings.filter(({ entry }) => level === undefined || entry.level === level);
  const [one, several] = level === undefined ? ["finding", "findings"] : [level, `${level}s`];
  return {
    isMet: findings.length === 0,
    message: () =>
      findings.length === 0
        ? `${environment} has no ${one}, but should have one`
        : `${environment} has ${findings.length} ${findings.length === 1 ? one : several}, but should have none:\n\n${formatReport({ findings, acknowledged: [], notEvaluated: [] })}`,
  };
}

const LEVELS: readonly Level[] = ["error", "warning"];

const PROPERTIES = {
  code: TEXT,
  level: wordOf(...LEVELS),
  on: TEXT,
  message: TEXT,
  found: TEXT,
  allowed: TEXT,
  fix: TEXT,
  position: TEXT,
} satisfies Record<keyof FoundFinding, Property>;

/** The given path, or any path below it. */
class AtOrBelow extends Matcher {
  constructor(private readonly on: string) {
    super();
  }

  describe(): string {
    return JSON.stringify(this.on);
  }

  match(actual: unknown): MatchResult {
    const path = String(actual);
    return path === this.on || path.startsWith(`${this.on}.`)
      ? MATCHED
      : mismatch(
          `Expected ${shown(this.on)} or a path below it but received ${shown(actual)}`,
          textDistance(this.on, path),
        );
  }
}

/** An element that does not exist never has a finding, so a test that expects none there would pass for ever. */
function requirePlace({ environment, draft, report }: Synthesized, on: string): void {
  const [section = "", name] = on.split(".");
  const kind = ELEMENT_KINDS.find((one) => one === section);
  // Invalid elements are left out of the model, and an invalid element may be at any path.
  const isComplete = draft !== undefined && report.findings.every(({ entry }) => entry.kind === "rule");
  const isSection = ["", "acknowledge", ...SECTIONS].includes(section);
  if (!isSection && (isComplete || nearest(section, SECTIONS) !== undefined))
    throw unknownName(`${environment} has no section`, section, SECTIONS);
  if (kind === undefined || name === undefined || !isComplete || draft[kind].has(name)) return;
  throw unknownName(`${environment} has no ${kind} with the name`, name, [...draft[kind].keys()]);
}

/** An acknowledged finding and a check that could not be made are not findings; whoever misses one wants to know about them. */
function otherwise({ report }: Synthesized, code: string): string | undefined {
  const acknowledged = report.acknowledged
    .filter(({ finding }) => finding.code === code)
    .map(({ finding, reason }) => `${code} on ${formatPath(finding.path)} is acknowledged: ${reason}`);
  const open = report.notEvaluated
    .filter(({ entry }) => entry.code === code)
    .map(({ entry }) => `${code} on ${formatPath(entry.path)} could not be evaluated: ${entry.reason}`);
  const lines = [...acknowledged, ...open];
  return lines.length === 0 ? undefined : lines.join("\n");
}
