import type { Duration, Level, Scenario } from "sip-server-ha";
import { assertions } from "./assertions";
import type { ConfigurationObjectKind, ConfigurationObjectOf } from "./assertions/configuration-object";
import type { FindingPattern } from "./assertions/finding";
import type { FilePattern } from "./assertions/generated-file";
import type { InvariantOptions } from "./assertions/invariants";
import type { OptionPattern } from "./assertions/option";
import { type Outcome, UnmetExpectation } from "./assertions/outcome";
import type { RecoveryOptions } from "./assertions/recovery";
import type { ScriptPattern } from "./assertions/script";
import type { SimulationOptions } from "./assertions/simulated";
import type { VirtualIpPattern } from "./assertions/virtual-ip";
import type { PatternOf, TextPattern } from "./matching/pattern-of";
import type { Synthesized } from "./synthesized";

/**
 * Expectations about an environment, for any test runner: each method throws if its expectation is not met. A test that asks for what cannot be there,
 * such as an unknown host or scenario, throws `TestMisuse`, even if the expectation is negated.
 */
export class Expectations {
  /** @internal */
  protected readonly subject: Synthesized;
  private readonly isNegated: boolean;

  /** @internal */
  constructor(subject: Synthesized, isNegated: boolean) {
    this.subject = subject;
    this.isNegated = isNegated;
  }

  /**
   * A host gets a script, or a file that belongs to one.
   *
   * @param host the host's name
   * @param script the script's name, e.g. `inbound-vip`, or the path where it is installed
   * @param expected its content as text, regular expression or matcher; or a mapping of any of its properties
   * @throws UnmetExpectation
   * @throws TestMisuse if the host does not exist
   */
  hasScript(host: string, script: string, expected?: ScriptPattern): void {
    this.settle(assertions.hasScript(this.subject, host, script, expected), this.hasScript);
  }

  /**
   * A file is written.
   *
   * @param path below the environment's folder, e.g. `runbook.md`
   * @param expected its content as text, regular expression or matcher; or a mapping of any of its properties
   * @throws UnmetExpectation
   * @throws TestMisuse if the file is made only when an environment is written
   */
  hasFile(path: string, expected?: FilePattern): void {
    this.settle(assertions.hasFile(this.subject, path, expected), this.hasFile);
  }

  /**
   * The Configuration Layer has an object.
   *
   * @param nameOrProperties its name (for a DN, its number), or a mapping of its properties
   * @param properties its properties, if its name is given
   * @throws UnmetExpectation
   * @throws TestMisuse if the kind is not known, or the properties are not a mapping
   */
  hasConfigurationObject<Kind extends ConfigurationObjectKind>(
    kind: Kind,
    nameOrProperties: string | PatternOf<ConfigurationObjectOf[Kind]>,
    properties?: PatternOf<ConfigurationObjectOf[Kind]>,
  ): void {
    const outcome = assertions.hasConfigurationObject(this.subject, kind, nameOrProperties, properties);
    this.settle(outcome, this.hasConfigurationObject);
  }

  /**
   * An option of an application is set.
   *
   * @param value text, number or boolean, a regular expression or a matcher; `Match.absent()` for an option that is not set
   * @throws UnmetExpectation
   * @throws TestMisuse if the application does not exist
   */
  hasOption(application: string, section: string, option: string, value: OptionPattern): void {
    this.settle(assertions.hasOption(this.subject, application, section, option, value), this.hasOption);
  }

  /**
   * Callers reach a pair at a virtual IP.
   *
   * @param address in any spelling, or a regular expression or matcher
   * @param expected its pair, its network and its SIP port
   * @throws UnmetExpectation
   * @throws TestMisuse if the pair or the network does not exist
   */
  hasVirtualIp(address: TextPattern, expected?: VirtualIpPattern): void {
    this.settle(assertions.hasVirtualIp(this.subject, address, expected), this.hasVirtualIp);
  }

  /**
   * A check found something.
   *
   * @param code e.g. `host-key-missing`
   * @param expected `on` is the path of the finding or a path above it, e.g. `hosts.sip-a`; and its level, message, found, allowed, fix or position
   * @throws UnmetExpectation
   * @throws TestMisuse if no check has the code, or the path does not exist
   */
  hasFinding(code: string, expected?: FindingPattern): void {
    this.settle(assertions.hasFinding(this.subject, code, expected), this.hasFinding);
  }

  /**
   * No check found anything. Acknowledged findings, and checks that could not be made, do not count.
   *
   * @param level only findings of this level count
   * @default - findings of any level
   * @throws UnmetExpectation
   * @throws TestMisuse if there is no such level
   */
  hasNoFindings(level?: Level): void {
    this.settle(assertions.hasNoFindings(this.subject, level), this.hasNoFindings);
  }

  /**
   * Pairs survive a failure in the simulator, whether everything is quick, as usual or slow. New calls are answered again, within the recovery time
   * objective if the pair declares one. No invariant is broken unless the environment acknowledges it for this scenario, so the pair is steady again
   * once everything is repaired. If `recovery-time` is acknowledged, the objective may be missed; new calls must be answered again in any case.
   *
   * @param scenario the name of a scenario in the catalogue, e.g. `primary-host-power-loss`, or a scenario of your own
   * @param options which pair, and measured times
   * @throws UnmetExpectation with the timeline, the parts of the outage, and the declared time that helps most
   * @throws TestMisuse if the scenario, the pair or a timer is not known
   */
  survives(scenario: string | Scenario, options?: SimulationOptions): void {
    this.settle(assertions.survives(this.subject, scenario, options), this.survives);
  }

  /**
   * Pairs answer no new call for at most the given time, whether everything is quick, as usual or slow. It is the pairs' own time, as in the comparison
   * with the recovery time objective: the time that callers need to come back is not counted.
   *
   * @param duration e.g. `20s`
   * @param options which scenario and pair, and measured times
   * @default - every pair, in every scenario of the catalogue that applies
   * @throws UnmetExpectation with the timeline, the parts of the outage, and the declared time that helps most
   * @throws TestMisuse if the duration, a scenario, the pair or a timer is not known
   */
  recoversWithin(duration: Duration, options?: RecoveryOptions): void {
    this.settle(assertions.recoversWithin(this.subject, duration, options), this.recoversWithin);
  }

  /**
   * No invariant is broken, except those that the environment acknowledges.
   *
   * @param options which scenarios, or which sweep of faults; which pair; which invariants need not hold; measured times
   * @default - every pair, in every scenario of the catalogue that applies
   * @throws UnmetExpectation with the shortest way to each breach, and the timeline
   * @throws TestMisuse if a scenario, an invariant, the pair or a timer is not known
   */
  satisfiesAllInvariants(options?: InvariantOptions): void {
    this.settle(assertions.satisfiesAllInvariants(this.subject, options), this.satisfiesAllInvariants);
  }

  private settle(outcome: Outcome, method: (...args: never[]) => unknown): void {
    if (outcome.isMet === this.isNegated) throw new UnmetExpectation(outcome.message(), method);
  }
}
