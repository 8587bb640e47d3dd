import type { Path } from "../model/origin";
import type { Topology } from "../model/topology";
import type { Level } from "./finding";

/** What a rule saw that is not as it should be. */
export interface Violation {
  readonly path: Path;
  readonly part?: "key" | "value";
  readonly message: string;
  readonly found?: string;
  readonly allowed?: string;
  readonly fix: string;
}

/** What a rule would have to know, and does not. */
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
  /** What holds where the rule is kept. */
  readonly title: string;
  /** What happens on the day where it is not kept, and how that is known. */
  readonly why: string;
  /**
   * Whether an error may be acknowledged: not where the output would contradict itself or could not work. Warnings always may.
   * @default false
   */
  readonly acknowledgeable?: boolean;
  /**
   * Whether the rule finds that something is not there, which means nothing in an environment of which an invalid part was left out.
   * @default false
   */
  readonly isAboutAbsence?: boolean;
}

/** A rule on one environment: pure, one to a file. */
export interface EnvironmentRule extends RuleWords {
  readonly evaluate: (topology: Topology) => Iterable<Observation>;
}

/** A rule on all environments of an app together; each observation says which environment it is in. */
export interface AppRule extends RuleWords {
  readonly evaluateAll: (topologies: readonly Topology[]) => Iterable<readonly [Topology, Observation]>;
}

export type Rule = EnvironmentRule | AppRule;
