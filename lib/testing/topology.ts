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

/** How an environment is taken into a test. */
export interface TopologyOptions {
  /** Take an environment that has errors, to assert on its findings. Nothing else can be asked of it, as nothing of it would be written.
   * @default false - errors are thrown, with their places */
  readonly allowErrors?: boolean | undefined;
}

/** Environment YAML that is in no file. */
export interface YamlText {
  /** The YAML. */
  readonly text: string;
  /** What findings name as their place; what the text `extends` is beside it.
   * @default "(text)" */
  readonly file?: string | undefined;
}

/**
 * What a synth of an environment would check and write, for tests to assert on. Nothing is written, and nothing of the disk is read but environment
 * files.
 */
export class Topology extends Expectations {
  /**
   * The topology of an environment that constructs declare. All environments of its app are checked together, as in a synth.
   *
   * @param environment the Environment; or what makes it below a scope, which then is a new one that, unlike an App, makes no folder
   * @throws InvalidEnvironment where the app has errors and they are not allowed
   * @throws TestMisuse where it is no Environment
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
   * @throws InvalidEnvironment where the environment has errors and they are not allowed, or cannot be read at all
   * @throws TestMisuse where the path has several lines, as YAML itself has, or it is neither
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

  /** Whether the value is a Topology, also one of another copy of this package. */
  static isTopology(value: unknown): value is Topology {
    return typeof value === "object" && value !== null && SUBJECT in value;
  }

  private constructor(subject: Synthesized) {
    super(subject, false);
    Object.defineProperty(this, SUBJECT, { value: subject });
  }

  /** The same expectations, each to be not met. */
  get not(): Expectations {
    return new Expectations(this.subject, true);
  }

  /** The environment's name. */
  get environment(): string {
    return this.subject.environment;
  }

  /**
   * The model as plain data, every default filled in.
   *
   * @throws TestMisuse where there are errors
   */
  get model(): Model {
    return this.subject.model;
  }

  /**
   * The files that are written.
   *
   * @param path the path below the environment's folder, or a pattern for it, e.g. `/^hosts\//`
   * @default - all files
   * @throws TestMisuse where there are errors
   */
  findFiles(path: TextPattern = /^/): GeneratedFile[] {
    return generatedFiles(this.subject).filter((file) => isMatch(matchPattern(path, file.path, "may have more")));
  }

  /**
   * The objects of a kind in the Configuration Layer.
   *
   * @param nameOrProperties the name (of a DN the number), or a mapping of properties
   * @default - all objects of the kind
   * @throws TestMisuse where there are errors, or no such kind
   */
  findConfigurationObjects<Kind extends ConfigurationObjectKind>(
    kind: Kind,
    nameOrProperties: string | PatternOf<ConfigurationObjectOf[Kind]> = {} as PatternOf<ConfigurationObjectOf[Kind]>,
  ): ConfigurationObjectOf[Kind][] {
    return matchingObjects(this.subject, kind, nameOrProperties);
  }

  /** What the checks found, acknowledged findings apart. */
  findings(): FoundFinding[] {
    return findingsOf(this.subject);
  }
}

const OPTIONS = everyOf<keyof TopologyOptions>({ allowErrors: true });

const TEXT_KEYS = everyOf<keyof YamlText>({ text: true, file: true });

/** What a program without types may have given in the place of YAML. */
function checkedText(source: unknown): YamlText {
  if (!isPlainMapping(source) || typeof source.text !== "string" || typeof (source.file ?? "") !== "string")
    throw new TestMisuse({
      message: "Topology.fromYaml takes the path of a file, or { text, file? }",
      found: shown(source),
      allowed: "a path, or { text } for YAML itself",
      fix: 'write e.g. Topology.fromYaml("staging.yaml")',
    });
  const unknown = Object.keys(source).find((key) => !(TEXT_KEYS as readonly string[]).includes(key));
  if (unknown !== undefined) throw unknownName("YAML that is in no file has no", unknown, TEXT_KEYS);
  return source as unknown as YamlText;
}

/**
 * What a matcher of a test runner was given, a Topology or an Environment.
 *
 * @throws TestMisuse where it is neither
 */
export function subjectOf(received: unknown): Synthesized {
  if (Topology.isTopology(received)) return (received as unknown as { [SUBJECT]: Synthesized })[SUBJECT];
  if (Environment.isEnvironment(received)) return synthesized(received, true);
  throw new TestMisuse({
    message: "only of a Topology or an Environment can this be expected",
    found: shown(received),
    allowed: "a Topology or an Environment",
    fix: "write expect(Topology.of(environment)) or expect(Topology.fromYaml(file))",
  });
}
