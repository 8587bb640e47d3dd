import type { Topology } from "../model/topology";
import { acknowledge } from "./acknowledgement";
import type { Finding, NotEvaluated, Report } from "./finding";
import type { Observation, Rule } from "./rule";

/** What the rules have found, with the topology of each entry, because environments may have the same name. */
export interface Evaluated extends Report {
  readonly sources: ReadonlyMap<Finding | NotEvaluated, Topology>;
}

/**
 * Evaluates every rule on every environment and applies the acknowledgements. A rule that throws adds an entry for what could not be evaluated, never a
 * finding, and never causes a crash.
 *
 * @param incomplete environments of which an invalid part was left out: something missing there means nothing
 * @param elsewhere codes that may be acknowledged and are found by something other than a rule
 */
export function evaluate(
  rules: readonly Rule[],
  topologies: readonly Topology[],
  incomplete: ReadonlySet<Topology> = new Set(),
  elsewhere: ReadonlySet<string> = new Set(),
): Evaluated {
  const found = new Map<Finding, Topology>();
  const notEvaluated = new Map<NotEvaluated, Topology>();
  for (const rule of rules)
    for (const [topology, observation] of observe(rule, topologies)) {
      const { code, level } = rule;
      const environment = topology.environment;
      if ("notEvaluated" in observation) {
        const { path, notEvaluated: reason, fix } = observation;
        notEvaluated.set({ code, environment, path, reason, fix }, topology);
      } else if (!(rule.isAboutAbsence && incomplete.has(topology)))
        found.set({ code, level, kind: "rule", environment, part: "value", ...observation }, topology);
    }
  // A rule that compares environments may find something between this one and others that are not named here.
  const ofSeveral = rules.filter((rule) => topologies.length === 1 && "evaluateAll" in rule).map(({ code }) => code);
  const all = new Set([...elsewhere, ...ofSeveral]);
  const judged = acknowledge({ rules, topologies, found, notEvaluated, incomplete, elsewhere: all });
  return {
    ...judged,
    notEvaluated: [...notEvaluated.keys()],
    sources: new Map<Finding | NotEvaluated, Topology>([...judged.sources, ...notEvaluated]),
  };
}

function* observe(rule: Rule, topologies: readonly Topology[]): Generator<readonly [Topology, Observation]> {
  if ("evaluateAll" in rule)
    try {
      yield* rule.evaluateAll(topologies);
    } catch (error) {
      for (const topology of topologies) yield [topology, failed(error)];
    }
  else
    for (const topology of topologies)
      try {
        for (const observation of rule.evaluate(topology)) yield [topology, observation];
      } catch (error) {
        yield [topology, failed(error)];
      }
}

function failed(error: unknown): Observation {
  return {
    path: [],
    notEvaluated: `the rule itself failed: ${error instanceof Error ? error.message : String(error)}`,
    fix: "report this defect of the rule, with the environment file",
  };
}
