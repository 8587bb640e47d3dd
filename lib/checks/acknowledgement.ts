import { nearest, show } from "../errors";
import { ELEMENT_KINDS } from "../model/element";
import { formatPath, type Path } from "../model/origin";
import type { Acknowledgement, Topology } from "../model/topology";
import type { AcknowledgedFinding, Finding, NotEvaluated } from "./finding";
import type { Rule } from "./rule";

/** What may be acknowledged: a rule of the checks, or a finding of a simulation. */
export type Acknowledgeable = Pick<Rule, "code" | "level" | "acknowledgeable">;

/** Findings, with the acknowledged ones kept apart. */
export interface Acknowledged {
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** The topology of each finding, including findings about acknowledgements. */
  readonly sources: ReadonlyMap<Finding, Topology>;
}

/** What was looked for, and the result. Each entry has its topology, because several environments may have one name. */
export interface Judgement {
  readonly rules: readonly Acknowledgeable[];
  readonly topologies: readonly Topology[];
  readonly found: ReadonlyMap<Finding, Topology>;
  /** What could not be checked: an acknowledgement of such a check may have no finding, and that does not make it stale. */
  readonly notEvaluated: ReadonlyMap<NotEvaluated, Topology>;
  /** Topologies that were not checked completely: an acknowledgement there that matches nothing is no warning. */
  readonly incomplete: ReadonlySet<Topology>;
  /** Codes that are also, or only, found elsewhere: an acknowledgement of one that matches nothing here means nothing. */
  readonly elsewhere: ReadonlySet<string>;
}

/** Sets the acknowledged findings apart; an acknowledgement that matches nothing, or that is not allowed, is itself a finding. */
export function acknowledge(judgement: Judgement): Acknowledged {
  const { topologies, found, incomplete } = judgement;
  const used = new Set<Acknowledgement>();
  const open: Finding[] = [];
  const acknowledged: AcknowledgedFinding[] = [];
  const sources = new Map(found);
  for (const [finding, topology] of found) {
    const match = isFirm(judgement, finding.code) ? undefined : acknowledgementOf(finding, topology);
    if (match === undefined) open.push(finding);
    else {
      used.add(match);
      acknowledged.push({ finding, reason: match.reason });
    }
  }
  for (const topology of topologies)
    topology.acknowledgements.forEach((entry, index) => {
      if (used.has(entry)) return;
      const finding = unused(judgement, topology, index);
      if (finding === undefined || (finding.level !== "error" && incomplete.has(topology))) return;
      open.push(finding);
      sources.set(finding, topology);
    });
  return { findings: open, acknowledged, sources };
}

/** The first acknowledgement that covers a finding. */
function acknowledgementOf({ code, path }: Finding, { acknowledgements }: Topology): Acknowledgement | undefined {
  return acknowledgements.find(({ finding, on }) => finding === code && covers(on, path));
}

/** Whether findings with this code cannot be acknowledged. */
function isFirm({ rules }: Judgement, code: string): boolean {
  return rules.some((rule) => rule.code === code && rule.level === "error" && !rule.acknowledgeable);
}

/** Whether the path of a finding is the path that an acknowledgement names, or below it. */
export function covers(on: string, foundOn: Path): boolean {
  const path = formatPath(foundOn);
  return path === on || path.startsWith(`${on}.`);
}

/** What is wrong with an acknowledgement that matches no finding. */
function unused(judgement: Judgement, topology: Topology, index: number): Finding | undefined {
  const { rules, elsewhere } = judgement;
  const entry = topology.acknowledgements[index]!;
  const place = {
    kind: "rule",
    environment: topology.environment,
    path: ["acknowledge", index],
    part: "value",
  } as const;
  const codes = [...new Set([...rules.map((rule) => rule.code), ...elsewhere])];
  if (!codes.includes(entry.finding)) {
    const meant = nearest(entry.finding, codes);
    return {
      ...place,
      code: "unknown-acknowledgement",
      level: "error",
      message: `no check has the code ${show(entry.finding)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
      found: show(entry.finding),
      fix:
        meant === undefined
          ? "use the code that the finding shows, or remove the acknowledgement if nothing is found any more; CHANGELOG.md says which codes a version renames"
          : `write ${meant}`,
    };
  }
  if (isFirm(judgement, entry.finding))
    return {
      ...place,
      code: "firm-finding",
      level: "error",
      message: `${entry.finding} cannot be acknowledged: the output could not work`,
      found: entry.finding,
      fix: "correct the environment, and remove the acknowledgement",
    };
  const absence = noSuchPlace(topology, entry.on);
  if (absence === undefined && elsewhere.has(entry.finding)) return undefined;
  const { reason, fix } = absence ?? whyUnused(judgement, topology, entry);
  return {
    ...place,
    code: "stale-acknowledgement",
    level: "warning",
    message: `acknowledges ${entry.finding} on ${entry.on}, ${reason}`,
    found: `${entry.finding} on ${entry.on}`,
    fix,
  };
}

/** Why no finding is left for an acknowledgement. */
function whyUnused({ rules, found, notEvaluated }: Judgement, topology: Topology, { finding, on }: Acknowledgement) {
  const ofCode = <E extends Finding | NotEvaluated>(entries: ReadonlyMap<E, Topology>) =>
    [...entries].flatMap(([one, of]) => (of === topology && one.code === finding ? [one] : []));
  const isIn = (entries: readonly (Finding | NotEvaluated)[]) => entries.some(({ path }) => covers(on, path));
  if (isIn(ofCode(notEvaluated))) return NOT_EVALUATED;
  const findings = ofCode(found);
  if (isIn(findings)) return ANOTHER_HAS_IT;
  // If an open finding with that code is on the same element, the path is wrong, or too far down.
  const element = on.split(".").slice(0, 2).join(".");
  const beside = findings.find((one) => covers(element, one.path) && acknowledgementOf(one, topology) === undefined);
  if (beside !== undefined) return foundOn(formatPath(beside.path));
  const isOfSeveral = rules.some((rule) => rule.code === finding && "evaluateAll" in rule);
  return isOfSeveral ? NOT_BETWEEN_THESE : NO_LONGER;
}

const NOT_EVALUATED = {
  reason: "which is not evaluated; this changes no exit code and needs no acknowledgement",
  fix: "remove the acknowledgement, and declare what the check asks for if it is known",
};
const ANOTHER_HAS_IT = {
  reason: "which an earlier acknowledgement has already acknowledged",
  fix: "remove one of the two",
};
const foundOn = (path: string) => ({
  reason: `which is found on ${path} instead`,
  fix: `write ${path}, or a path above it; or remove the acknowledgement`,
});
/** The finding may be between one of these environments and another that is not named here; no rule knows how many there are. */
const NOT_BETWEEN_THESE = {
  reason: "which is not found between these environments",
  fix: "also name the environment that it is about; or remove the acknowledgement if there is none any more",
};
const NO_LONGER = { reason: "which is no longer found", fix: "remove the acknowledgement" };

/** The sections in which there may be findings that can be acknowledged. */
export const SECTIONS: readonly string[] = [...ELEMENT_KINDS, "managementLayer", "genesys", "terraform"];

/** Why there can be no finding on a path: the section, or an element with that name, does not exist. */
function noSuchPlace(topology: Topology, on: string): { readonly reason: string; readonly fix: string } | undefined {
  const [section = "", element] = on.split(".");
  const elements: Readonly<Record<string, ReadonlyMap<string, unknown>>> = Object.fromEntries(
    ELEMENT_KINDS.map((kind) => [kind, topology[kind]]),
  );
  if (!SECTIONS.includes(section)) return absent(section, SECTIONS, "copy the path that the finding shows");
  const names = [...(elements[section]?.keys() ?? [])];
  if (element === undefined || elements[section] === undefined || names.includes(element)) return undefined;
  return absent(
    `${section}.${element}`,
    names.map((name) => `${section}.${name}`),
    // A path has no patterns, and one above others stands for all of them.
    element === "*" ? `write ${section}, which stands for everything below it` : NO_LONGER.fix,
  );
}

function absent(path: string, known: readonly string[], otherwise: string) {
  const meant = nearest(path, known);
  return meant === undefined
    ? { reason: `but there is no ${path}`, fix: otherwise }
    : { reason: `but there is no ${path}; did you mean ${meant}?`, fix: `write ${meant}` };
}
