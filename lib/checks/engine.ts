import type { Topology } from "../model/topology";
import { acknowledge } from "./acknowledgement";
import type { Finding, NotEvaluated, Report } from "./finding";
import type { Observation, Rule } from "./rule";

/**
 * Evaluates every rule on every environment and applies the acknowledgements. A rule that throws makes an entry of what could not
 * be evaluated, never a finding and never a crash.
 */
export function evaluate(rules: readonly Rule[], topologies: readonly Topology[]): Report {
  const findings: Finding[] = [];
  const notEvaluated: NotEvaluated[] = [];
  for (const rule of rules) {
    try {
      for (const [topology, observation] of observe(rule, topologies)) {
        const environment = topology.environment;
        if ("notEvaluated" in observation) {
          const { path, notEvaluated: reason, fix } = observation;
          notEvaluated.push({ code: rule.code, environment, path, reason, fix });
        } else {
          const { code, level } = rule;
          findings.push({ part: "value", ...observation, code, level, kind: "rule", environment });
        }
      }
    } catch (error) {
      notEvaluated.push({
        code: rule.code,
        environment: topologies[0]?.environment ?? "",
        path: [],
        reason: `the rule itself failed: ${error instanceof Error ? error.message : String(error)}`,
        fix: "this is a defect of the rule; report it with the environment file",
      });
    }
  }
  return { ...acknowledge(rules, topologies, findings), notEvaluated };
}

function* observe(rule: Rule, topologies: readonly Topology[]): Generator<readonly [Topology, Observation]> {
  if ("evaluateAll" in rule) yield* rule.evaluateAll(topologies);
  else
    for (const topology of topologies) for (const observation of rule.evaluate(topology)) yield [topology, observation];
}
