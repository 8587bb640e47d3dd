import { evaluate } from "../lib/checks/engine";
import type { Rule } from "../lib/checks/rule";
import { formatPath } from "../lib/model/origin";
import { rules } from "../lib/options";
import { sampleDeclaration } from "./sample-declaration";
import { topologyOf } from "./topology-of";

/** What one rule finds in environments, with paths as texts; keys without a value are left out. */
export interface Said {
  readonly found: readonly Readonly<Record<string, unknown>>[];
  readonly notEvaluated: readonly Readonly<Record<string, unknown>>[];
}

/** Evaluates the rule with that code on declarations, which must have the right shape. */
export function evaluateRule(code: string, ...declarations: readonly object[]): Said {
  const topologies = declarations.map((declaration) => ({ ...topologyOf(declaration), acknowledgements: [] }));
  const report = evaluate([ruleOf(code)], topologies);
  const several = topologies.length > 1;
  return {
    found: report.findings.map(({ path, environment, level: _l, kind: _k, code: _c, part, ...rest }) => ({
      ...(several ? { environment } : {}),
      path: formatPath(path),
      ...(part === "key" ? { part } : {}),
      ...rest,
    })),
    notEvaluated: report.notEvaluated.map(({ path, environment, code: _c, ...rest }) => ({
      ...(several ? { environment } : {}),
      path: formatPath(path),
      ...rest,
    })),
  };
}

/** The same on the sample with these values replaced. */
export function evaluateSample(code: string, changes: Readonly<Record<string, unknown>> = {}): Said {
  return evaluateRule(code, sampleDeclaration(changes));
}

/** The rule finds nothing. */
export const HOLDS: Said = { found: [], notEvaluated: [] };

/** The rule with that code. */
export function ruleOf(code: string): Rule {
  const rule = rules.find((one) => one.code === code);
  if (rule === undefined) throw new Error(`there is no rule ${code}`);
  return rule;
}
