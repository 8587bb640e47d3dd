import { NullProvider } from "@cdktf/provider-null/lib/provider";
import {
  AnnotationMetadataEntryType,
  type IStackSynthesizer,
  LocalBackend,
  TerraformBackend,
  TerraformElement,
  TerraformStack,
} from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors } from "../errors";
import { isMapping } from "../model/mapping";
import type { Backend, OverriddenPart, Topology } from "../model/topology";
import type { Plan } from "../synth/plan";
import { bigIpResources } from "./big-ip-resources";
import { backendBlock, DeclaredBackend } from "./declared-backend";
import { EnvironmentSynthesizer } from "./environment-synthesizer";
import { hostResources } from "./host-resources";
import { withOneNullProvider } from "./null-provider";
import { overlay, removals } from "./overlay";
import { overriddenParts } from "./overridden-hosts";
import { plainSettings } from "./plain-settings";

/** An environment that has passed every check, and all files that are written for it. */
export interface ReadyEnvironment {
  readonly topology: Topology;
  readonly plan: Plan;
  /** Warnings, one text each, without positions. */
  readonly warnings: readonly string[];
}

/** The roots of the stacks that are being written now. */
const written = new WeakSet<IConstruct>();

const ELEMENT_METHODS = Object.getOwnPropertyNames(TerraformElement.prototype).sort();

/**
 * The Terraform side of an environment. cdktf resolves its own part of the stack (provider, backend, what users add). The hosts' resources are plain
 * values already and are laid beside it, which is most of the speed.
 */
export abstract class EnvironmentStack extends TerraformStack {
  private readonly warned = new Set<string>();
  private readonly ownBackends = new Set<TerraformBackend>();
  private readonly standardSynthesizer: IStackSynthesizer;
  private isWithoutHosts = false;
  /** The scope for what is made here without being declared. No element can have its id, so a host may be named `backend`. */
  private readonly ownScope: Construct;

  /** @internal */
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.ownScope = new Construct(this, "sip-server-ha.terraform");
    new NullProvider(this.ownScope, "null");
    // cdktf writes the short name "null", which leaves the namespace to the engine; Terraform and OpenTofu both know this one.
    this.addOverride("terraform.required_providers.null.source", "hashicorp/null");
    this.standardSynthesizer = this.synthesizer;
    this.synthesizer = new EnvironmentSynthesizer(this, this.standardSynthesizer);
  }

  /** Checks every environment of the app; throws if anything keeps them from being written. @internal */
  protected abstract requireReady(): void;

  /** What is written. Called only after `requireReady`. @internal */
  abstract ready(): ReadyEnvironment;

  /** Checks what Aspects have added to the stack; throws if that keeps the stack from being written. @internal */
  abstract requireStillReady(): void;

  /** The backend that the environment declares, if any. @internal */
  protected abstract declaredBackend(): Backend | undefined;

  /**
   * Checks the app; cdktf calls this on every stack before it writes the first.
   *
   * @throws InvalidEnvironment if anything in the app keeps it from being written
   */
  override prepareStack(): void {
    this.requireReady();
    for (const warning of this.ready().warnings) {
      // What Annotations.addWarning does, without its trace, which would put this machine's paths into the output.
      if (!this.warned.has(warning)) this.node.addMetadata(AnnotationMetadataEntryType.WARN, warning);
      this.warned.add(warning);
    }
    super.prepareStack();
  }

  /** cdktf's default backend has the absolute path of the working folder in it; this one is the same file, named relative to the stack. */
  override ensureBackendExists(): TerraformBackend {
    const { backendConstruct } = this;
    // A backend that is added between two syntheses replaces ours.
    if (backendConstruct !== undefined) {
      for (const ours of this.ownBackends) this.ownScope.node.tryRemoveChild(ours.node.id);
      this.ownBackends.clear();
      return backendConstruct;
    }
    const [existing] = this.ownBackends;
    if (existing !== undefined) return existing;
    const declared = this.declaredBackend();
    const backend =
      declared === undefined
        ? new LocalBackend(this.ownScope, { path: `../../../terraform.${this.node.id}.tfstate` })
        : new DeclaredBackend(this.ownScope, declared);
    this.ownBackends.add(backend);
    return backend;
  }

  /** Whether the stack has a backend construct of the user. @internal */
  get hasBackendConstruct(): boolean {
    return this.backendConstruct !== undefined;
  }

  /** Whether a backend construct of the user came when ours was there already, as from an Aspect. @internal */
  get isBackendLate(): boolean {
    return this.ownBackends.size > 0 && this.hasBackendConstruct;
  }

  private get backendConstruct(): TerraformBackend | undefined {
    return this.backends().find((backend) => !this.ownBackends.has(backend));
  }

  /** The backends of this stack alone: another stack may be inside it, with a state of its own. */
  private backends(): TerraformBackend[] {
    const all = this.node.findAll().filter((child) => TerraformBackend.isBackend(child)) as TerraformBackend[];
    return all.filter((backend) => TerraformStack.of(backend) === this);
  }

  /**
   * The backend that Terraform gets, declared or a construct, with the changes by overrides; undefined for the default, which is each
   * environment's own.
   *
   * @internal
   */
  get writtenBackend(): Backend | undefined {
    const overridden = overridesOf(this).terraform?.backend !== undefined;
    if (this.backendConstruct === undefined && !overridden) return this.declaredBackend();
    const [backend, ...more] = this.writtenBackends();
    if (backend === undefined || more.length > 0) return undefined;
    const [type, settings] = backend;
    return { type, settings: plainSettings(settings) };
  }

  /** The types of all backends that would be written; Terraform accepts only one. @internal */
  get writtenBackendTypes(): string[] {
    return this.writtenBackends().map(([type]) => type);
  }

  /** The backend that is declared, a construct or the default, and the backends that overrides of the stack add to it, as in cdktf. */
  private writtenBackends(): [string, unknown][] {
    const { type, settings } = this.declaredBackend() ?? { type: "local", settings: {} };
    const own = this.backendConstruct?.toTerraform().terraform ?? backendBlock(type, settings);
    const { backend, cloud } = overlay(own, overridesOf(this).terraform ?? {});
    return Object.entries({ ...(isMapping(backend) ? backend : {}), cloud }).filter(([, one]) => one != null);
  }

  /** The names of the resources of the hosts' type that overrides of the stack change. @internal */
  get overriddenHosts(): string[] {
    const resources = overridesOf(this).resource?.null_resource;
    return isMapping(resources) ? Object.keys(resources) : [];
  }

  /** What overrides do to the resource of a host that installing on it needs. @internal */
  overriddenPartsOf(host: string): readonly OverriddenPart[] {
    return overriddenParts(overridesOf(this), host);
  }

  /**
   * Whether cdktf writes HCL instead of JSON: by a setting of the App, or by a variable of the process's environment that each stack reads.
   *
   * @internal
   */
  get writesHcl(): boolean {
    return [this.standardSynthesizer, this.node.root].some(
      (one) => (one as { hclOutput?: unknown }).hclOutput === true,
    );
  }

  /**
   * Elements that another core has made and that lack a method which the core of this stack calls.
   *
   * @internal
   */
  get elementsOfOtherCores(): { readonly construct: string; readonly method: string }[] {
    return this.node.findAll().flatMap((child) => {
      // Recognised by the mark that the elements of every core and every copy have.
      if (child === this || !TerraformElement.isTerraformElement(child)) return [];
      const method = ELEMENT_METHODS.find((name) => !(name in child));
      return method === undefined ? [] : [{ construct: child.node.path, method }];
    });
  }

  /**
   * The content of `cdk.tf.json`: cdktf's part of the stack, and the hosts' resources.
   *
   * @throws InvalidEnvironment if anything in the app keeps it from being written
   */
  override toTerraform(): Record<string, unknown> {
    const own = super.toTerraform() as Record<string, unknown>;
    return this.isWithoutHosts ? own : this.withHosts(own);
  }

  /** Refuses, like the synth of an app that writes HCL; cdktf's test helpers call this without a synth. @internal */
  override toHclTerraform(): never {
    throw InvalidEnvironment.at([{ problem: errors.hclOutput(), place: { construct: this.node.path } }]);
  }

  /** Lays cdktf's part of the stack over the hosts' resources. @internal */
  withHosts(own: Record<string, unknown>): Record<string, unknown> {
    const { topology, plan } = this.ready();
    const ours = overlay(hostResources(topology, plan), bigIpResources(topology, plan));
    // What cdktf wrote does not contain the hosts, so what an override takes away from them is still there.
    return overlay(overlay(ours, withOneNullProvider(own)), removals(overridesOf(this)));
  }

  /**
   * Synthesizes cdktf's part of the stack alone: its own writer needs three times as long for the hosts' resources as the engine's writer. What
   * users run meanwhile (validations, custom synthesis) sees a `toTerraform` without the hosts.
   *
   * @internal
   */
  withoutHosts(synthesize: () => void): void {
    this.isWithoutHosts = true;
    written.add(this.node.root);
    try {
      synthesize();
    } finally {
      this.isWithoutHosts = false;
      written.delete(this.node.root);
    }
  }

  /** Whether an environment of the app is being written now: what is added to any environment then has missed the checks. @internal */
  protected get isAppBeingWritten(): boolean {
    return written.has(this.node.root);
  }
}

/** What `addOverride` has collected; the core offers no other way to read it. */
function overridesOf(stack: TerraformStack): Overrides {
  return (stack as unknown as { readonly rawOverrides?: Overrides }).rawOverrides ?? {};
}

interface Overrides {
  readonly [block: string]: Record<string, unknown> | undefined;
}
