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
 * What is expected of an environment, for any test runner: each method throws where it is not met. A test that asks for what cannot be there (a host or
 * a scenario that is not known, say) throws `TestMisuse`, also where it is negated.
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
   * A host gets a script, or a file that goes with one.
   *
   * @param host by name
   * @param script its name, e.g. `inbound-vip`, or the path that it is installed at
   * @param expected its content as text, regular expression or matcher; or a mapping of any of its properties
   * @throws UnmetExpectation
   * @throws TestMisuse where the host is not there
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
   * @throws TestMisuse where the file is made only when an environment is written
   */
  hasFile(path: string, expected?: FilePattern): void {
    this.settle(assertions.hasFile(this.subject, path, expected), this.hasFile);
  }

  /**
   * There is an object of the Configuration Layer.
   *
   * @param nameOrProperties its name (of a DN its number), or a mapping of its properties
   * @param properties what it is like, where its name is given
   * @throws UnmetExpectation
   * @throws TestMisuse where the kind is not known, or what is asked of it is no mapping
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
   * @param value as text, number or boolean, a regular expression or a matcher; `Match.absent()` for an option that is not set
   * @throws UnmetExpectation
   * @throws TestMisuse where the application is not there
   */
  hasOption(application: string, section: string, option: string, value: OptionPattern): void {
    this.settle(assertions.hasOption(this.subject, application, section, option, value), this.hasOption);
  }

  /**
   * Callers reach a pair at a virtual IP.
   *
   * @param address in any spelling, or a regular expression or matcher
   * @param expected whose it is, its network and its SIP port
   * @throws UnmetExpectation
   * @throws TestMisuse where a pair or a network that is asked for is not there
   */
  hasVirtualIp(address: TextPattern, expected?: VirtualIpPattern): void {
    this.settle(assertions.hasVirtualIp(this.subject, address, expected), this.hasVirtualIp);
  }

  /**
   * A check found something.
   *
   * @param code e.g. `host-key-missing`
   * @param expected `on` is the path that it is on or one above it, e.g. `hosts.sip-a`; and its level, message, found, allowed, fix or position
   * @throws UnmetExpectation
   * @throws TestMisuse where no check has the code, or the place is not there
   */
  hasFinding(code: string, expected?: FindingPattern): void {
    this.settle(assertions.hasFinding(this.subject, code, expected), this.hasFinding);
  }

  /**
   * No check found anything. Findings that were acknowledged, and checks that could not be made, do not count.
   *
   * @param level only findings of this level count
   * @default - findings of any level
   * @throws UnmetExpectation
   * @throws TestMisuse where the level is none
   */
  hasNoFindings(level?: Level): void {
    this.settle(assertions.hasNoFindings(this.subject, level), this.hasNoFindings);
  }

  /**
   * Pairs survive a failure, as the simulator has it: whether everything is quick, as usual or slow, new calls are answered again, within the recovery
   * time objective where the pair declares one; and no invariant is broken that the environment does not acknowledge for this scenario, so that the pair
   * is steady again once everything is mended. Where `recovery-time` is acknowledged, the objective may be missed; answered again must be in any case.
   *
   * @param scenario the name of one of the catalogue, e.g. `primary-host-power-loss`, or one of your own
   * @param options which pair, and measured times
   * @throws UnmetExpectation with the timeline, what the outage is made of, and the declared time that helps most
   * @throws TestMisuse where the scenario, the pair or a timer is not known
   */
  survives(scenario: string | Scenario, options?: SimulationOptions): void {
    this.settle(assertions.survives(this.subject, scenario, options), this.survives);
  }

  /**
   * The longest time in which pairs answer no new call is at most that, whether everything is quick, as usual or slow. It is the pairs' own time, as in
   * the comparison with the recovery time objective: how long callers need to come back is not counted.
   *
   * @param duration e.g. `20s`
   * @param options of which scenario and pair, and measured times
   * @default - in every scenario of the catalogue that applies, every pair
   * @throws UnmetExpectation with the timeline, what the outage is made of, and the declared time that helps most
   * @throws TestMisuse where the duration, a scenario, the pair or a timer is not known
   */
  recoversWithin(duration: Duration, options?: RecoveryOptions): void {
    this.settle(assertions.recoversWithin(this.subject, duration, options), this.recoversWithin);
  }

  /**
   * No invariant is broken but those that the environment acknowledges.
   *
   * @param options in which scenarios, or by which sweep of faults; of which pair; which invariants need not hold; measured times
   * @default - in every scenario of the catalogue that applies, every pair
   * @throws UnmetExpectation with the shortest way to each, and the timeline
   * @throws TestMisuse where a scenario, an invariant, the pair or a timer is not known
   */
  satisfiesAllInvariants(options?: InvariantOptions): void {
    this.settle(assertions.satisfiesAllInvariants(this.subject, options), this.satisfiesAllInvariants);
  }

  private settle(outcome: Outcome, method: (...args: never[]) => unknown): void {
    if (outcome.isMet === this.isNegated) throw new UnmetExpectation(outcome.message(), method);
  }
}
