import type { Path } from "../model/origin";
import type { Topology } from "../model/topology";
import type { Level } from "./finding";

/** Something that a rule found wrong. */
export interface Violation {
  readonly path: Path;
  readonly part?: "key" | "value";
  readonly message: string;
  readonly found?: string;
  readonly allowed?: string;
  readonly fix: string;
}

/** What a rule needs to know but does not. */
export interface Unknown {
  readonly path: Path;
  readonly notEvaluated: string;
  readonly fix: string;
}

export type Observation = Violation | Unknown;

interface RuleWords {
  /** The code of its findings. */
  readonly code: string;
  readonly level: Level;
  /** What holds if the rule is kept. */
  readonly title: string;
  /** What happens in operation if the rule is not kept, and how that is known. */
  readonly why: string;
  /**
   * Whether an error may be acknowledged: not if the output would contradict itself or could not work. Warnings always may.
   * @default false
   */
  readonly acknowledgeable?: boolean;
  /**
   * Whether the rule finds that something is missing; that means nothing in an environment of which an invalid part was left out.
   * @default false
   */
  readonly isAboutAbsence?: boolean;
}

/** A rule about one environment; it has no side effects, and a file of its own. */
export interface EnvironmentRule extends RuleWords {
  readonly evaluate: (topology: Topology) => Iterable<Observation>;
}

/** A rule about all environments of an app together; each observation names its environment. */
export interface AppRule extends RuleWords {
  readonly evaluateAll: (topologies: readonly Topology[]) => Iterable<readonly [Topology, Observation]>;
}

export type Rule = EnvironmentRule | AppRule;
