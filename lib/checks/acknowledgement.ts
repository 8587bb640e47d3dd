import { nearest } from "../errors";
import { ELEMENT_KINDS } from "../model/element";
import { formatPath, type Path } from "../model/origin";
import type { Acknowledgement, Topology } from "../model/topology";
import type { AcknowledgedFinding, Finding, NotEvaluated } from "./finding";
import type { Rule } from "./rule";

/** What may be acknowledged: a rule of the checks, or what a simulation finds. */
export type Acknowledgeable = Pick<Rule, "code" | "level" | "acknowledgeable">;

/** Findings, those that somebody accepts apart. */
export interface Acknowledged {
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** The topology of each finding, of those about acknowledgements, too. */
  readonly sources: ReadonlyMap<Finding, Topology>;
}

/**
 * Sets the acknowledged findings apart; an acknowledgement that fits nothing, or may not be given, is a finding itself.
 *
 * @param elsewhere codes that are also, or only, found elsewhere: that an acknowledgement of one fits nothing here means nothing
 * @param sources the topology of each finding, where several may have one name
 * @param notEvaluated what could not be checked, with its topology: of that nothing is found, and nothing is no longer found
 */
export function acknowledge(
  rules: readonly Acknowledgeable[],
  topologies: readonly Topology[],
  findings: readonly Finding[],
  incomplete: ReadonlySet<Topology>,
  elsewhere: ReadonlySet<string>,
  sources: ReadonlyMap<Finding, Topology> = sourcesByName(topologies, findings),
  notEvaluated: ReadonlyMap<NotEvaluated, Topology> = new Map(),
): Acknowledged {
  const firm = new Set(
    rules.filter((rule) => rule.level === "error" && !rule.acknowledgeable).map((rule) => rule.code),
  );
  const used = new Set<Acknowledgement>();
  const open: Finding[] = [];
  const acknowledged: AcknowledgedFinding[] = [];
  const told = new Map(sources);
  for (const finding of findings) {
    const match = firm.has(finding.code)
      ? undefined
      : sources
          .get(finding)
          ?.acknowledgements.find((entry) => entry.finding === finding.code && covers(entry.on, finding.path));
    if (match === undefined) open.push(finding);
    else {
      used.add(match);
      acknowledged.push({ finding, reason: match.reason });
    }
  }
  for (const topology of topologies)
    topology.acknowledgements.forEach((entry, index) => {
      if (used.has(entry)) return;
      const isOpen = [...notEvaluated].some(
        ([one, of]) => of === topology && one.code === entry.finding && covers(entry.on, one.path),
      );
      const finding = unused(topology, entry, index, firm, rules, elsewhere, isOpen);
      if (finding === undefined || (finding.level !== "error" && incomplete.has(topology))) return;
      open.push(finding);
      told.set(finding, topology);
    });
  return { findings: open, acknowledged, sources: told };
}

function sourcesByName(topologies: readonly Topology[], findings: readonly Finding[]): Map<Finding, Topology> {
  const byName = new Map(topologies.map((topology) => [topology.environment, topology]));
  return new Map(
    findings.flatMap((finding) => {
      const topology = byName.get(finding.environment);
      return topology === undefined ? [] : [[finding, topology] as const];
    }),
  );
}

/** Whether what is found on a path is on the one that an acknowledgement names, or below it. */
export function covers(on: string, foundOn: Path): boolean {
  const path = formatPath(foundOn);
  return path === on || path.startsWith(`${on}.`);
}

function unused(
  topology: Topology,
  entry: Acknowledgement,
  index: number,
  firm: ReadonlySet<string>,
  rules: readonly Acknowledgeable[],
  elsewhere: ReadonlySet<string>,
  isOpen: boolean,
): Finding | undefined {
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
      message: `no check has the code ${entry.finding}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
      found: entry.finding,
      fix: meant === undefined ? "use the code that the finding shows" : `write ${meant}`,
    };
  }
  if (firm.has(entry.finding))
    return {
      ...place,
      code: "firm-finding",
      level: "error",
      message: `${entry.finding} cannot be acknowledged: what would be written could not work`,
      found: entry.finding,
      fix: "correct the environment, and remove the acknowledgement",
    };
  const absence = noSuchPlace(topology, entry.on);
  if (absence === undefined && elsewhere.has(entry.finding)) return undefined;
  const { reason, fix } = absence ?? (isOpen ? NOT_EVALUATED : NO_LONGER);
  return {
    ...place,
    code: "stale-acknowledgement",
    level: "warning",
    message: `acknowledges ${entry.finding} on ${entry.on}, ${reason}`,
    found: `${entry.finding} on ${entry.on}`,
    fix,
  };
}

const NOT_EVALUATED = {
  reason: "which is not evaluated: that changes no exit code and needs no acknowledgement",
  fix: "remove the acknowledgement, and declare what the check asks for where it is known",
};
const NO_LONGER = { reason: "which is no longer found", fix: "remove the acknowledgement" };

/** Why nothing can be found on a path: a section or an element of that name is not there. */
function noSuchPlace(topology: Topology, on: string): { readonly reason: string; readonly fix: string } | undefined {
  const [section = "", element] = on.split(".");
  const elements: Readonly<Record<string, ReadonlyMap<string, unknown>>> = Object.fromEntries(
    ELEMENT_KINDS.map((kind) => [kind, topology[kind]]),
  );
  const sections = [...Object.keys(elements), "managementLayer", "genesys"];
  if (!sections.includes(section)) return absent(section, sections, "copy the path that the finding shows");
  const names = [...(elements[section]?.keys() ?? [])];
  if (element === undefined || elements[section] === undefined || names.includes(element)) return undefined;
  return absent(
    `${section}.${element}`,
    names.map((name) => `${section}.${name}`),
    NO_LONGER.fix,
  );
}

function absent(path: string, known: readonly string[], otherwise: string) {
  const meant = nearest(path, known);
  return meant === undefined
    ? { reason: `but there is no ${path}`, fix: otherwise }
    : { reason: `but there is no ${path}; did you mean ${meant}?`, fix: `write ${meant}` };
}
