import { acknowledge } from "../checks/acknowledgement";
import type { AcknowledgedFinding, Finding, NotEvaluated, Place } from "../checks/finding";
import type { Located, LocatedReport } from "../checks/located-report";
import type { Topology } from "../model/topology";
import { SWEEP_PLACES } from "../operation/sweep-places";
import { rules } from "../options";
import type { AcceptedBreach } from "../report/junit-report";
import { failureText } from "../simulation/failure-text";
import { invariants } from "../simulation/invariants";
import type { ScenarioResult } from "../simulation/result";
import { momentText } from "../simulation/time-text";
import type { AskedPair } from "./asked-pairs";

/** What a simulation has found: broken invariants, acknowledged ones apart from the others, and what could not be evaluated. */
export interface SimulationFindings extends LocatedReport {
  readonly acceptedOf: (result: ScenarioResult) => readonly AcceptedBreach[];
}

const RULES = invariants.map(({ name }) => ({ code: name, level: "error", acknowledgeable: true }) as const);

/**
 * Findings of results. An acknowledgement on a pair accepts an invariant's breach in every scenario; one on `pairs.<pair>.<scenario>` only in that scenario.
 *
 * @param checked what the checks have found already
 * @param isWhole whether every scenario of every pair was simulated, so that an acknowledgement that fits nothing is stale
 */
export function simulationFindings(
  results: readonly ScenarioResult[],
  asked: readonly AskedPair[],
  checked: LocatedReport,
  isWhole: boolean,
): SimulationFindings {
  const judged = judge(results.flatMap(brokenIn), results.flatMap(notEvaluatedIn), asked, checked, isWhole);
  return {
    ...judged,
    acceptedOf: ({ environment, pair, scenario }) =>
      judged.acknowledged
        .filter(({ finding }) => finding.environment === environment && isOn(finding, pair, scenario.name))
        .map(({ finding, reason }) => ({ invariant: finding.code, reason })),
  };
}

/**
 * Separates acknowledged findings from the others, and adds the place of each.
 *
 * @param broken findings, only of the asked pairs
 * @param isWhole whether everything was tried, so that an acknowledgement that fits nothing is stale
 */
export function judge(
  broken: readonly Finding[],
  notEvaluated: readonly NotEvaluated[],
  asked: readonly AskedPair[],
  checked: LocatedReport,
  isWhole: boolean,
): LocatedReport {
  const topologies = [...new Set(asked.map(({ topology }) => topology))];
  const incomplete = isWhole ? new Set<Topology>() : new Set(topologies);
  const byName = new Map(topologies.map((topology) => [topology.environment, topology]));
  const judged = acknowledge({
    rules: RULES,
    topologies,
    found: new Map(broken.map((finding) => [finding, byName.get(finding.environment)!])),
    notEvaluated: new Map(),
    incomplete,
    elsewhere: checkedCodes(checked),
  });
  const told = new Set(checked.findings.map(({ entry }) => keyOf(entry)));
  const environments = new Map(asked.map(({ topology, environment }) => [topology.environment, environment]));
  const locate = ({ environment, path, part }: Pick<Finding, "environment" | "path" | "part">): Place =>
    environments.get(environment)?.locate(path, part) ?? {};
  return {
    findings: judged.findings
      .filter((entry) => !told.has(keyOf(entry)) && !isOfSweep(topologies, entry))
      .map((entry): Located<Finding> => ({ entry, place: locate(entry) })),
    notEvaluated: notEvaluated.map((entry) => ({ entry, place: locate({ ...entry, part: "key" }) })),
    acknowledged: judged.acknowledged.map((entry) => ({ ...entry, place: locate(entry.finding) })),
  };
}

/** Whether a finding says that an acknowledgement for a sweep fits nothing: only a sweep of that depth could know. */
function isOfSweep(topologies: readonly Topology[], { code, environment, path }: Finding): boolean {
  if (code !== "stale-acknowledgement") return false;
  const topology = topologies.find((one) => one.environment === environment);
  const { on = "" } = topology?.acknowledgements[path[1] as number] ?? {};
  return SWEEP_PLACES.some((place) => on.endsWith(`.${place}`));
}

const keyOf = ({ code, environment, path }: Finding) => JSON.stringify([code, environment, path]);
const isOn = ({ path }: AcknowledgedFinding["finding"], pair: string, scenario: string) =>
  path[1] === pair && path[2] === scenario;

/** Codes whose acknowledgements the checks have judged: the codes of rules. If a code is an invariant's too, only if the checks have acknowledged a finding with it. */
function checkedCodes({ acknowledged }: LocatedReport): ReadonlySet<string> {
  const simulated = new Set(RULES.map(({ code }) => code));
  const ofRules = rules.map(({ code }) => code).filter((code) => !simulated.has(code));
  return new Set([...ofRules, ...acknowledged.map(({ finding }) => finding.code)]);
}

function brokenIn({ environment, pair, scenario, verdicts }: ScenarioResult): Finding[] {
  return verdicts.flatMap((one): Finding[] => {
    if (one.verdict !== "broken") return [];
    const { invariant, text, at, pace } = one;
    return [
      {
        code: invariant.name,
        level: "error",
        kind: "rule",
        environment,
        path: ["pairs", pair, scenario.name],
        part: "key",
        message: text,
        found: `${momentText(at)} after the start, at the ${pace} pace: ${scenario.title}`,
        allowed: invariant.title,
        fix: `look at its timeline: --pair ${environment}/${pair} --scenario ${scenario.name}; fix the cause, or acknowledge it with a reason`,
      },
    ];
  });
}

function notEvaluatedIn({ environment, pair, scenario, verdicts, failures }: ScenarioResult) {
  const path = ["pairs", pair, scenario.name];
  const fix = "report it with the environment file, or correct the scenario if it is your own";
  // If one reason explains all verdicts, it is reported once.
  if (failures[0] !== undefined)
    return [{ code: scenario.name, environment, path, reason: failureText(failures[0]), fix }];
  return verdicts.flatMap((one) =>
    one.verdict === "not evaluated" ? [{ code: one.invariant.name, environment, path, reason: one.reason, fix }] : [],
  );
}
