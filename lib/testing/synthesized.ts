import { Environment, InvalidEnvironment, reportOn } from "sip-server-ha";
import { type Finding, isBlocked, type Report } from "../checks/finding";
import { formatReport, type LocatedReport, locateReport } from "../checks/located-report";
import { show } from "../errors";
import type { Topology as Model } from "../model/topology";
import type { Plan } from "../synth/plan";
import { TestMisuse } from "./misuse";

/** Everything that a synth of an environment would produce, in memory. */
export interface Synthesized {
  readonly environment: string;
  /** What the checks found in this environment, each with its place. */
  readonly report: LocatedReport;
  /** The model without its invalid parts; undefined if too little is left. */
  readonly draft: Model | undefined;
  /** The model; throws if the environment has errors. */
  readonly model: Model;
  /** What would be written; throws if the environment, or another one of its app, has errors, because then nothing is written. */
  readonly plan: Plan;
}

/**
 * Checks and plans an environment, as a synth does before it writes.
 *
 * @throws InvalidEnvironment if the app has errors and they are not allowed
 * @throws TestMisuse if it is not an environment
 */
export function synthesized(environment: Environment, allowErrors: boolean): Synthesized {
  if (!Environment.isEnvironment(environment)) throw noEnvironment(environment);
  const name = environment.environmentName;
  const { root } = environment.node;
  const all = reportOn(root);
  const { locate } = all;
  if (isBlocked(all) && !allowErrors) throw new InvalidEnvironment(all, locate);
  const report = locateReport(reportOf(all, name), locate);
  const draft = environment.resolution().topology;
  if (!isBlocked(all)) return { environment: name, report, draft, model: environment.topology, plan: environment.plan };
  const nothing = (): never => {
    const others = [...new Set(all.findings.map((one) => one.environment))].filter((other) => other !== name);
    throw new TestMisuse({
      message: `nothing of ${name} would be written, because ${others.length === 0 ? "it" : "its app"} has errors:\n\n${formatReport(locateReport(all, locate))}\n`,
      fix: "correct the environment, or ask only for its findings",
    });
  };
  return {
    environment: name,
    report,
    draft,
    get model() {
      return nothing();
    },
    get plan() {
      return nothing();
    },
  };
}

/** The part of the report that is about this environment, or about no environment. */
function reportOf({ findings, acknowledged, notEvaluated }: Report, name: string): Report {
  const isOwn = ({ environment }: Pick<Finding, "environment">) => environment === name || environment === "";
  return {
    findings: findings.filter(isOwn),
    acknowledged: acknowledged.filter(({ finding }) => isOwn(finding)),
    notEvaluated: notEvaluated.filter(isOwn),
  };
}

function noEnvironment(value: unknown): TestMisuse {
  const isConstruct = typeof value === "object" && value !== null && "node" in value;
  const inside = isConstruct
    ? (value as Environment).node
        .findAll()
        .filter(Environment.isEnvironment)
        .map((one) => one.environmentName)
    : [];
  return new TestMisuse({
    message: "Topology.of takes an Environment",
    found: isConstruct
      ? `a construct that is not an Environment${inside.length === 0 ? "" : `, with ${inside.join(", ")} in it`}`
      : show(value),
    allowed: "an Environment; Topology.fromYaml takes a file",
    fix:
      inside.length === 0
        ? "pass the Environment; a function that makes it has to return it"
        : `pass ${inside[0]} itself; a test is about one environment`,
  });
}
