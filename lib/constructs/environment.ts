import type { Construct, IConstruct } from "constructs";
import { inputFinding, type Place, partOf } from "../checks/finding";
import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors, type Problem } from "../errors";
import { ELEMENT_KINDS, ELEMENTS, type ElementKind } from "../model/element";
import { formatPath, formatPosition, type Origin, originOf, type Path, type RemovedAt } from "../model/origin";
import type { Backend, Topology } from "../model/topology";
import type { Declaration } from "../synth/declaration";
import type { Plan } from "../synth/plan";
import type { Resolution } from "../synth/resolve";
import { EnvironmentStack, type ReadyEnvironment } from "../terraform/environment-stack";
import { callSite } from "./call-site";
import { checkAddedResources, checkBeforeSynth, checkNow, forgetChecks } from "./check-app";
import { isEnvironment, markEnvironment } from "./checked-environment";
import { constructId } from "./construct-id";
import { DECLARED, declared } from "./declares";
import { ENVIRONMENT_PROPS, type EnvironmentProps } from "./environment-props";
import { environmentFileSchema, plan, referredKind, resolve, unknownKey } from "./when-synthesized";

const ONCE = "" as const;

/** What an environment has once, in words. */
const ONCE_WORDS: Readonly<Record<string, string>> = { managementLayer: "Management Layer" };

/** What cdktf refuses in the id of a stack. */
const REFUSED_IN_STACKS = /[\s*?[\]{}!]/;

/** The keys of an environment file beside the props. In a program the id and constructs say this, and these keys would quietly say something else. */
const BESIDE_PROPS: readonly string[] = ["environment", "managementLayer", ...ELEMENT_KINDS];

interface Source {
  readonly construct: Construct;
  readonly origin: Origin;
}

/** Something that the program made or passed where it does not belong. */
interface Misplaced {
  readonly problem: Problem;
  readonly path: Path;
  readonly part: "key" | "value";
  /** Where it was made, unless that is the element at the path. */
  readonly source?: Source;
}

/** An element that the program passed to another one, and its place there. */
interface PassedElement {
  readonly kind: ElementKind;
  readonly name: string;
  readonly path: Path;
}

/** The environment of each element; elements of another copy of this package are not in it. */
const environments = new WeakMap<object, { readonly environment: Environment; readonly kind: ElementKind }>();

/**
 * One environment: its hosts, networks, pairs and Management Layer, and the Terraform stack that deploys them. Its elements are constructs below it.
 * `app.synth()` checks all environments of the app and writes each to `stacks/<id>`. Warnings do not stop the writing and are not printed:
 * `reportOn(app)` returns them.
 */
export class Environment extends EnvironmentStack {
  /** Whether the value is an Environment, including one of another copy of this package. */
  static isEnvironment(value: unknown): value is Environment {
    return isEnvironment(value);
  }

  /**
   * The environment that a construct belongs to.
   *
   * @throws InvalidEnvironment if it belongs to none
   */
  static override of(construct: Construct): Environment {
    const environment = construct.node.scopes.reverse().find(Environment.isEnvironment);
    if (environment !== undefined) return environment;
    const place = { position: callSite()([], "value"), construct: construct.node.path };
    throw InvalidEnvironment.at([{ problem: errors.noEnvironment(), place }]);
  }

  private readonly declaration: { -readonly [Key in keyof Declaration]: Declaration[Key] };
  private readonly sources = new Map<string, Source>();
  private readonly misplaced: Misplaced[] = [];
  private readonly passed: PassedElement[] = [];
  private readonly isProgram: boolean;
  private removedAt: RemovedAt | undefined;
  private resolved: Resolution | undefined;
  private prepared: ReadyEnvironment | undefined;

  /**
   * @param id the environment's name; its files are written to `stacks/<id>`
   * @throws InvalidEnvironment if no construct can have the id, or the app is already being written
   */
  constructor(scope: Construct, id: string, props: EnvironmentProps) {
    super(scope, constructId(id, "an environment", REFUSED_IN_STACKS));
    const ofFile = originOf(props);
    const source = { construct: this, origin: ofFile ?? callSite() };
    this.requireEarly("environment", id, source.origin);
    markEnvironment(this);
    this.sources.set(ONCE, source);
    this.isProgram = ofFile === undefined;
    this.declaration = { environment: id, ...this.ownProps(props, source) };
    forgetChecks(this);
  }

  /** Adds an element's declaration. @internal */
  declareElement(kind: ElementKind, name: string, props: unknown, construct: Construct, origin?: Origin): void {
    const source = { construct, origin: origin ?? originOf(props) ?? callSite() };
    this.requireEarly(ELEMENTS[kind].what, name, source.origin);
    // No prototype, so that every name is only a name.
    const elements = this.declaration[kind] ?? Object.create(null);
    if (Object.hasOwn(elements, name)) {
      const problem = errors.duplicateName(ELEMENTS[kind].what, name, this.madeAt(`${kind}.${name}`));
      this.misplaced.push({ problem, path: [kind, name], part: "key", source });
    } else {
      elements[name] = this.ownNouns(props, [kind, name]);
      this.sources.set(`${kind}.${name}`, source);
      environments.set(construct, { environment: this, kind });
    }
    this.declaration[kind] = elements;
    this.changed();
  }

  /** Adds what an environment has once. @internal */
  declareOnce(key: string, props: unknown, construct: Construct, origin?: Origin): void {
    const source = { construct, origin: origin ?? originOf(props) ?? callSite() };
    const what = ONCE_WORDS[key] ?? key;
    this.requireEarly(what, construct.node.id, source.origin);
    if (this.sources.has(key)) {
      const problem = errors.secondOfOne(what, this.madeAt(key));
      this.misplaced.push({ problem, path: [key], part: "key", source });
    } else {
      this.declaration[key] = this.ownNouns(props, [key]);
      this.sources.set(key, source);
    }
    this.changed();
  }

  /** Lets messages say where a file removes the missing element. @internal */
  knowRemoved(removedAt: RemovedAt): void {
    this.removedAt = removedAt;
    this.changed();
  }

  /** The model, and the problems of the declaration. Computed once, until an element is added. @internal */
  resolution(): Resolution {
    this.resolved ??= this.withMisplaced(this.inOwnWords(resolve(this.declaration, this.removedAt)));
    return this.resolved;
  }

  /**
   * The environment as plain data, for programs and tests. Read it only after everything is declared.
   *
   * @throws InvalidEnvironment if the declaration is not valid, or not complete yet
   */
  get topology(): Topology {
    const { topology, findings } = this.resolution();
    if (topology === undefined || findings.length > 0)
      throw new InvalidEnvironment({ findings, acknowledged: [], notEvaluated: [] }, (entry) =>
        this.locate(entry.path, partOf(entry)),
      );
    return topology;
  }

  /**
   * Everything that will be written, in memory.
   *
   * @throws InvalidEnvironment if anything in the app keeps it from being written
   */
  get plan(): Plan {
    return this.ready().plan;
  }

  /** The name as declared. */
  get environmentName(): string {
    return String(this.declaration.environment);
  }

  /** The place of a value of the declaration, and the construct that it came from. @internal */
  locate(path: Path, part: "key" | "value"): Place {
    const at = formatPath(path);
    const misplaced = this.misplaced.find((one) => one.part === part && formatPath(one.path) === at)?.source;
    if (misplaced !== undefined)
      return { position: misplaced.origin([], part), construct: misplaced.construct.node.path };
    const element = this.sources.get(path.slice(0, 2).join("."));
    const once = this.sources.get(String(path[0]));
    const [source, rest] = element
      ? [element, path.slice(2)]
      : once
        ? [once, path.slice(1)]
        : [this.sources.get(ONCE)!, path];
    return { position: source.origin(rest, part), construct: source.construct.node.path };
  }

  /** What was declared by a construct that the app no longer contains. @internal */
  declaredWithout(constructs: ReadonlySet<IConstruct>): Path[] {
    const gone = [...this.sources].filter(([, { construct }]) => !constructs.has(construct));
    return gone.map(([key]) =>
      key.includes(".") ? [key.slice(0, key.indexOf(".")), key.slice(key.indexOf(".") + 1)] : [key],
    );
  }

  /** @internal */
  override ready(): ReadyEnvironment {
    if (this.prepared === undefined && this.warnings === undefined) checkNow(this);
    this.prepared ??= { topology: this.topology, plan: plan(this.topology), warnings: this.warnings ?? [] };
    return this.prepared;
  }

  /** Undefined until a synth has checked the app. */
  private warnings: readonly string[] | undefined;

  /** @internal */
  protected override requireReady(): void {
    const report = checkBeforeSynth(this);
    this.warnings = report.findings
      .filter((finding) => finding.environment === this.environmentName)
      .map((finding) => `${finding.code}: ${finding.path.join(".")}: ${finding.message}. ${finding.fix}`);
    this.prepared = undefined;
  }

  /** @internal */
  override requireStillReady(): void {
    checkAddedResources(this);
  }

  /** @internal */
  protected override declaredBackend(): Backend | undefined {
    return this.resolution().topology?.backend;
  }

  /** The element that has the key already, in words: one line of a program often makes several constructs of one class. */
  private madeAt(key: string): string {
    const { construct, origin } = this.sources.get(key)!;
    const position = origin([], "key");
    return `${construct.node.path}${position === undefined ? "" : ` of ${formatPosition(position)}`}`;
  }

  /** Files are planned before cdktf runs Aspects: an element that an Aspect adds would appear in Terraform's part alone. */
  private requireEarly(what: string, name: string, origin: Origin): void {
    if (!this.isAppBeingWritten) return;
    const place = { position: origin([], "key"), construct: this.node.path };
    throw InvalidEnvironment.at([{ problem: errors.elementTooLate(what, name), place }]);
  }

  private changed(): void {
    this.resolved = undefined;
    this.prepared = undefined;
    this.warnings = undefined;
    forgetChecks(this);
  }

  /** The environment's own props, as plain values. A program without types, or one that spreads its own object, may pass more. */
  private ownProps(props: unknown, source: Source): object {
    const own = { ...(declared(props) as Record<string, unknown>) };
    for (const key of BESIDE_PROPS.filter((one) => Object.hasOwn(own, one))) {
      const fix = "remove it: the id is the environment's name, and its elements are constructs in it";
      const problem = { ...errors.unknownKey(key, ENVIRONMENT_PROPS, undefined), fix };
      this.misplaced.push({ problem, path: [key], part: "key", source });
      delete own[key];
    }
    return own;
  }

  /** For an unknown key, a program gets the names of the props only. A file gets all keys that a file may have, including `extends`. */
  private inOwnWords(resolution: Resolution): Resolution {
    const keys = this.isProgram ? ENVIRONMENT_PROPS : Object.keys(environmentFileSchema.entries);
    const findings = resolution.findings.map((finding) => {
      if (finding.code !== "unknown-key" || finding.path.length !== 1) return finding;
      const { problem } = unknownKey(environmentFileSchema, String(finding.path[0]), this.declaration, keys);
      return { ...finding, ...problem };
    });
    return { ...resolution, findings };
  }

  /** The props as plain values. A noun of another environment would otherwise be taken for this environment's noun of the same name. */
  private ownNouns(props: unknown, at: Path): unknown {
    return declared(props, (noun, path) => {
      const of = environments.get(noun);
      if (of === undefined) return;
      const name = String(noun[DECLARED]());
      if (of.environment === this) {
        this.passed.push({ kind: of.kind, name, path: [...at, ...path] });
        return;
      }
      const problem = errors.otherEnvironment(ELEMENTS[of.kind].what, name, of.environment.environmentName);
      this.misplaced.push({ problem, path: [...at, ...path], part: "value" });
    });
  }

  /**
   * Elements passed where an element of another kind is expected, if that kind has an element of the same name. Otherwise the name is reported as missing
   * anyway.
   */
  private ofOtherKind(): Misplaced[] {
    const isAmbiguous = (name: string) =>
      ELEMENT_KINDS.filter((kind) => Object.hasOwn(this.declaration[kind] ?? {}, name)).length > 1;
    return this.passed.flatMap(({ kind, name, path }) => {
      const expected = isAmbiguous(name) ? referredKind(path) : undefined;
      if (expected === undefined || expected === kind) return [];
      return [
        { problem: errors.otherKind(ELEMENTS[kind].what, name, ELEMENTS[expected].what), path, part: "value" as const },
      ];
    });
  }

  private withMisplaced(resolution: Resolution): Resolution {
    const misplaced = [...this.misplaced, ...this.ofOtherKind()];
    if (misplaced.length === 0) return resolution;
    const own = misplaced.map(({ problem, path, part }) => ({
      ...inputFinding(problem, this.environmentName),
      path,
      part,
    }));
    const values = new Set(own.filter(({ part }) => part === "value").map(({ path }) => formatPath(path)));
    // A noun from another environment is already a finding; its missing name is not a second one.
    const others = resolution.findings.filter(
      ({ code, path }) => code !== "missing-reference" || !values.has(formatPath(path)),
    );
    return { ...resolution, findings: [...others, ...own] };
  }
}
