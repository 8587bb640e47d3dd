import type { Construct } from "constructs";
import { Environment, environmentFromFile, environmentFromText, type Topology as Model } from "sip-server-ha";
import { everyOf } from "../model/every-of";
import { newRoot } from "../terraform/new-root";
import {
  type ConfigurationObjectKind,
  type ConfigurationObjectOf,
  matchingObjects,
} from "./assertions/configuration-object";
import { type FoundFinding, findingsOf } from "./assertions/finding";
import { type GeneratedFile, generatedFiles } from "./assertions/generated-file";
import { checkOptions } from "./assertions/simulated";
import { Expectations } from "./expectations";
import { isMatch } from "./matching/matcher";
import { isPlainMapping, matchPattern } from "./matching/pattern";
import type { PatternOf, TextPattern } from "./matching/pattern-of";
import { shown } from "./matching/shown";
import { TestMisuse, unknownName } from "./misuse";
import { type Synthesized, synthesized } from "./synthesized";

const SUBJECT: unique symbol = Symbol.for("sip-server-ha.testing.Topology") as never;

/** How a test takes an environment. */
export interface TopologyOptions {
  /** Take an environment that has errors, to assert on its findings. Nothing else can be asserted, because nothing of it would be written.
   * @default false - errors are thrown, with their places */
  readonly allowErrors?: boolean | undefined;
}

/** Environment YAML that is not in a file. */
export interface YamlText {
  /** The YAML. */
  readonly text: string;
  /** The place that findings name; a file that the text `extends` is looked for beside it.
   * @default "(text)" */
  readonly file?: string | undefined;
}

/** What a synth of an environment would check and write, for tests to assert on. Nothing is written, and only environment files are read from the disk. */
export class Topology extends Expectations {
  /**
   * The topology of an environment that constructs declare. All environments of its app are checked together, as in a synth.
   *
   * @param environment the Environment; or a function that makes it below a scope, which is then a new one and, unlike an App, makes no folder
   * @throws InvalidEnvironment if the app has errors and they are not allowed
   * @throws TestMisuse if it is not an Environment
   */
  static of(environment: Environment | ((scope: Construct) => Environment), options: TopologyOptions = {}): Topology {
    checkOptions(options, OPTIONS);
    const made = typeof environment === "function" ? environment(newRoot()) : environment;
    return new Topology(synthesized(made, options.allowErrors ?? false));
  }

  /**
   * The topology of an environment file.
   *
   * @param source the path of a file, from the working folder; or YAML as `{ text }`
   * @throws InvalidEnvironment if the environment has errors and they are not allowed, or cannot be read at all
   * @throws TestMisuse if the path has several lines, as YAML itself has, or the source is neither path nor text
   */
  static fromYaml(source: string | YamlText, options: TopologyOptions = {}): Topology {
    checkOptions(options, OPTIONS);
    if (typeof source !== "string") {
      const { text, file } = checkedText(source);
      return Topology.of(environmentFromText(newRoot(), text, file), options);
    }
    if (!source.includes("\n")) return Topology.of(environmentFromFile(newRoot(), source), options);
    throw new TestMisuse({
      message: "Topology.fromYaml takes the path of a file, and this has several lines",
      found: shown(source),
      allowed: "a path, or { text } for YAML itself",
      fix: "write Topology.fromYaml({ text: ... })",
    });
  }

  /** Whether the value is a Topology, including one of another copy of this package. */
  static isTopology(value: unknown): value is Topology {
    return typeof value === "object" && value !== null && SUBJECT in value;
  }

  private constructor(subject: Synthesized) {
    super(subject, false);
    Object.defineProperty(this, SUBJECT, { value: subject });
  }

  /** The same expectations, negated: each must not be met. */
  get not(): Expectations {
    return new Expectations(this.subject, true);
  }

  /** The environment's name. */
  get environment(): string {
    return this.subject.environment;
  }

  /**
   * The model as plain data, with every default filled in.
   *
   * @throws TestMisuse if there are errors
   */
  get model(): Model {
    return this.subject.model;
  }

  /**
   * The files that are written.
   *
   * @param path the path below the environment's folder, or a pattern for it, e.g. `/^hosts\//`
   * @default - all files
   * @throws TestMisuse if there are errors
   */
  findFiles(path: TextPattern = /^/): GeneratedFile[] {
    return generatedFiles(this.subject).filter((file) => isMatch(matchPattern(path, file.path, "may have more")));
  }

  /**
   * The Configuration Layer objects of a kind.
   *
   * @param nameOrProperties the name (for a DN, the number), or a mapping of properties
   * @default - all objects of the kind
   * @throws TestMisuse if there are errors, or no such kind
   */
  findConfigurationObjects<Kind extends ConfigurationObjectKind>(
    kind: Kind,
    nameOrProperties: string | PatternOf<ConfigurationObjectOf[Kind]> = {} as PatternOf<ConfigurationObjectOf[Kind]>,
  ): ConfigurationObjectOf[Kind][] {
    return matchingObjects(this.subject, kind, nameOrProperties);
  }

  /** What the checks found, without acknowledged findings. */
  findings(): FoundFinding[] {
    return findingsOf(this.subject);
  }
}

const OPTIONS = everyOf<keyof TopologyOptions>({ allowErrors: true });

const TEXT_KEYS = everyOf<keyof YamlText>({ text: true, file: true });

/** Checks what a program without types may have given instead of YAML. */
function checkedText(source: unknown): YamlText {
  if (!isPlainMapping(source) || typeof source.text !== "string" || typeof (source.file ?? "") !== "string")
    throw new TestMisuse({
      message: "Topology.fromYaml takes the path of a file, or { text, file? }",
      found: shown(source),
      allowed: "a path, or { text } for YAML itself",
      fix: 'write e.g. Topology.fromYaml("staging.yaml")',
    });
  const unknown = Object.keys(source).find((key) => !(TEXT_KEYS as readonly string[]).includes(key));
  if (unknown !== undefined) throw unknownName("YAML given as text has no key", unknown, TEXT_KEYS);
  return source as unknown as YamlText;
}

/**
 * The Topology or Environment that a matcher of a test runner was given.
 *
 * @throws TestMisuse if it is neither
 */
export function subjectOf(received: unknown): Synthesized {
  if (Topology.isTopology(received)) return (received as unknown as { [SUBJECT]: Synthesized })[SUBJECT];
  if (Environment.isEnvironment(received)) return synthesized(received, true);
  throw new TestMisuse({
    message: "this can be expected only of a Topology or an Environment",
    found: shown(received),
    allowed: "a Topology or an Environment",
    fix: "write expect(Topology.of(environment)) or expect(Topology.fromYaml(file))",
  });
}
