import type { Topology } from "../model/topology";
import { acknowledge } from "./acknowledgement";
import type { Finding, NotEvaluated, Report } from "./finding";
import type { Observation, Rule } from "./rule";

/**
 * Evaluates every rule on every environment and applies the acknowledgements. A rule that throws makes an entry of what could not
 * be evaluated, never a finding and never a crash.
 *
 * @param incomplete environments of which an invalid part was left out: that something is missing there means nothing
 * @param elsewhere codes that may be acknowledged and are found by something else than a rule
 */
export function evaluate(
  rules: readonly Rule[],
  topologies: readonly Topology[],
  incomplete: ReadonlySet<Topology> = new Set(),
  elsewhere: ReadonlySet<string> = new Set(),
): Report {
  const findings: Finding[] = [];
  const notEvaluated: NotEvaluated[] = [];
  for (const rule of rules)
    for (const [topology, observation] of observe(rule, topologies)) {
      const { code, level } = rule;
      const environment = topology.environment;
      if ("notEvaluated" in observation) {
        const { path, notEvaluated: reason, fix } = observation;
        notEvaluated.push({ code, environment, path, reason, fix });
      } else if (!(rule.isAboutAbsence && incomplete.has(topology)))
        findings.push({ code, level, kind: "rule", environment, part: "value", ...observation });
    }
  return { ...acknowledge(rules, topologies, findings, incomplete, elsewhere), notEvaluated };
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
    fix: "this is a defect of the rule; report it with the environment file",
  };
}
