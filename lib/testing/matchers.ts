import type { Duration, Level, Scenario } from "sip-server-ha";
import { assertions } from "./assertions";
import type { ConfigurationObjectKind, ConfigurationObjectOf } from "./assertions/configuration-object";
import type { FindingPattern } from "./assertions/finding";
import type { FilePattern } from "./assertions/generated-file";
import type { InvariantOptions } from "./assertions/invariants";
import type { OptionPattern } from "./assertions/option";
import type { Outcome } from "./assertions/outcome";
import type { RecoveryOptions } from "./assertions/recovery";
import type { ScriptPattern } from "./assertions/script";
import type { SimulationOptions } from "./assertions/simulated";
import type { VirtualIpPattern } from "./assertions/virtual-ip";
import type { PatternOf, TextPattern } from "./matching/pattern-of";
import type { Synthesized } from "./synthesized";
import { subjectOf } from "./topology";

/** The matchers of `expect` for a Topology or an Environment, one for each method of Topology; `R` is what the runner returns. */
export interface TopologyMatchers<R = unknown> {
  /**
   * A host gets a script, or a file that belongs to one; see `Topology.hasScript`.
   *
   * @param expected its text, or any of its properties
   */
  toHaveScript(host: string, script: string, expected?: ScriptPattern): R;
  /**
   * A file is written; see `Topology.hasFile`.
   *
   * @param expected its text, or any of its properties
   */
  toHaveFile(path: string, expected?: FilePattern): R;
  /**
   * The Configuration Layer has an object; see `Topology.hasConfigurationObject`.
   *
   * @param properties its properties, if its name is given
   */
  toHaveConfigurationObject<Kind extends ConfigurationObjectKind>(
    kind: Kind,
    nameOrProperties: string | PatternOf<ConfigurationObjectOf[Kind]>,
    properties?: PatternOf<ConfigurationObjectOf[Kind]>,
  ): R;
  /** An option of an application is set; see `Topology.hasOption`. */
  toHaveOption(application: string, section: string, option: string, value: OptionPattern): R;
  /**
   * Callers reach a pair at a virtual IP; see `Topology.hasVirtualIp`.
   *
   * @param expected its pair, its network and its SIP port
   */
  toHaveVirtualIp(address: TextPattern, expected?: VirtualIpPattern): R;
  /**
   * A check found something; see `Topology.hasFinding`.
   *
   * @param expected its path, and any other of its properties
   */
  toHaveFinding(code: string, expected?: FindingPattern): R;
  /**
   * No check found anything; see `Topology.hasNoFindings`.
   *
   * @param level only findings of this level count; if left out, findings of any level
   */
  toHaveNoFindings(level?: Level): R;
  /** Pairs survive a failure; see `Topology.survives`. */
  toSurvive(scenario: string | Scenario, options?: SimulationOptions): R;
  /** Pairs answer no new call for at most the given time; see `Topology.recoversWithin`. */
  toRecoverWithin(duration: Duration, options?: RecoveryOptions): R;
  /** No invariant is broken, except those that are acknowledged; see `Topology.satisfiesAllInvariants`. */
  toSatisfyAllInvariants(options?: InvariantOptions): R;
}

/** The form of a matcher for vitest and jest. */
export type RunnerMatcher = (
  received: unknown,
  ...args: unknown[]
) => { readonly pass: boolean; readonly message: () => string };

/** The matchers, for `expect.extend` of vitest or jest. `sip-server-ha/testing/vitest` does that for vitest, including the types. */
export const matchers: Readonly<Record<keyof TopologyMatchers, RunnerMatcher>> = {
  toHaveScript: matcher(assertions.hasScript),
  toHaveFile: matcher(assertions.hasFile),
  toHaveConfigurationObject: matcher(assertions.hasConfigurationObject),
  toHaveOption: matcher(assertions.hasOption),
  toHaveVirtualIp: matcher(assertions.hasVirtualIp),
  toHaveFinding: matcher(assertions.hasFinding),
  toHaveNoFindings: matcher(assertions.hasNoFindings),
  toSurvive: matcher(assertions.survives),
  toRecoverWithin: matcher(assertions.recoversWithin),
  toSatisfyAllInvariants: matcher(assertions.satisfiesAllInvariants),
};

function matcher(assertion: (subject: Synthesized, ...args: never[]) => Outcome): RunnerMatcher {
  return (received, ...args) => {
    const outcome = assertion(subjectOf(received), ...(args as never[]));
    return { pass: outcome.isMet, message: () => outcome.message() };
  };
}
