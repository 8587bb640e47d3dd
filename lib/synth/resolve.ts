import { type Finding, inputFinding, type NotEvaluated } from "../checks/finding";
import { errors, nearest, type Problem, show } from "../errors";
import type { BackendSetting } from "../model/backend-setting";
import { type BigIp, type bigIpDeclaration, bigIpOf } from "../model/big-ip";
import { ELEMENT_KINDS, ELEMENTS, type ElementKind } from "../model/element";
import { grouped } from "../model/grouped";
import type { Host } from "../model/host";
import type { hostDeclaration } from "../model/host-declaration";
import { managementApplicationsOf } from "../model/management-layer";
import { entriesOf, isMapping } from "../model/mapping";
import { type Alphabet, ELEMENT_NAME, refusalOf } from "../model/name";
import type { Network } from "../model/network";
import { formatPosition, type Path, type RemovedAt } from "../model/origin";
import type { HighAvailability, SipServerPair } from "../model/pair";
import type { v } from "../model/schema";
import type { Backend, Topology } from "../model/topology";
import { optionNamed, options } from "../options";
import { withSortedKeys } from "../text/sorted";
import { type Declaration, environmentKeysSchema } from "./declaration";
import { type Reference, referencesOf } from "./references";
import { resolveHost } from "./resolve-host";
import { type PairDeclaration, resolvePair } from "./resolve-pair";
import { type Shaped, shapeOf } from "./shape";
import { isTerraformValue } from "./terraform-value";
import { withoutCredentials } from "./without-credentials";

/** The result of resolving a declaration. */
export interface Resolution {
  /** The valid part; undefined if the environment itself is not valid. */
  readonly topology: Topology | undefined;
  readonly findings: readonly Finding[];
  /** The checks that could not be made because of the invalid part. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/**
 * Turns a declaration into the model, with every default filled in and every reference followed. Invalid parts are reported and left out, so that the
 * rest can still be checked in the same run.
 *
 * @param removedAt knows where a file removes a part of a file that it extends
 */
export function resolve(declaration: Declaration, removedAt: RemovedAt = () => undefined): Resolution {
  return new Resolver(declaration, removedAt).resolve();
}

type BigIpDeclaration = v.InferOutput<typeof bigIpDeclaration>;
type HostDeclaration = v.InferOutput<typeof hostDeclaration>;
/** The names in each element. */
type References = ReadonlyMap<string, readonly Reference[]>;

class Resolver {
  private readonly findings: Finding[] = [];
  private readonly reported = new Set<string>();
  private readonly notEvaluated: NotEvaluated[] = [];
  private readonly environment: string;
  /** The declared names, valid or not: using one of them is no second mistake. Undefined if the whole section is broken. */
  private readonly declared: Readonly<Record<ElementKind, ReadonlySet<string> | undefined>>;
  /** The valid elements, by name. */
  private readonly valid = {
    networks: new Map<string, Network>(),
    hosts: new Map<string, Host>(),
    bigIps: new Map<string, BigIp>(),
    pairs: new Map<string, SipServerPair>(),
  } satisfies Record<ElementKind, unknown>;

  constructor(
    private readonly declaration: Declaration,
    private readonly removedAt: RemovedAt,
  ) {
    this.environment = String(declaration.environment ?? "");
    const keys = Object.keys(environmentKeysSchema.entries);
    const meant = new Set(Object.keys(declaration).map((key) => (keys.includes(key) ? key : nearest(key, keys))));
    const names = (kind: ElementKind) => {
      // The elements under a mistyped section name are not known here; the mistyped name is reported instead.
      if (declaration[kind] === undefined && meant.has(kind)) return undefined;
      const elements = declaration[kind] ?? {};
      return isMapping(elements) ? new Set(Object.keys(elements)) : undefined;
    };
    this.declared = Object.fromEntries(ELEMENT_KINDS.map((kind) => [kind, names(kind)])) as typeof this.declared;
  }

  resolve(): Resolution {
    const { declaration, problems } = withoutCredentials(this.declaration);
    for (const { path, problem } of problems) this.report(path, "value", problem);
    const environment = this.shaped(shapeOf(environmentKeysSchema, declaration, []));
    const networkDeclarations = this.elements("networks");
    const hostDeclarations = this.elements("hosts");
    const bigIpDeclarations = this.elements("bigIps");
    const pairDeclarations = this.elements("pairs");
    const choices = this.choices();
    const references = this.references();
    for (const [name, network] of networkDeclarations)
      this.valid.networks.set(name, { name, ...(network as object) } as Network);
    this.resolveHosts(hostDeclarations, references);
    this.resolveBigIps(bigIpDeclarations, references);
    this.resolvePairs(pairDeclarations, references, choices);
    const backend = environment && this.backend(environment.terraform.backend);
    const { findings, notEvaluated } = this;
    if (environment === undefined || !isUsable(environment.managementLayer, this.valid.hosts)) {
      const reason =
        "the environment's own keys, its Management Layer or a host of the Management Layer are not valid, so no check was made";
      const skipped = {
        code: "checks",
        environment: this.environment,
        path: [],
        reason,
        fix: "correct the errors, then check again",
      };
      return { topology: undefined, findings, notEvaluated: [...notEvaluated, skipped] };
    }
    const topology: Topology = {
      environment: environment.environment,
      description: environment.description,
      genesys: environment.genesys,
      managementLayer: environment.managementLayer,
      ...this.valid,
      backend,
      acknowledgements: environment.acknowledge,
    };
    return { topology, findings, notEvaluated };
  }

  private resolveHosts(declarations: ReadonlyMap<string, unknown>, references: References): void {
    const scsNetworks = solutionControlServerNetworks(this.declaration);
    for (const [name, declared] of declarations) {
      const host = this.host(name, declared as HostDeclaration, scsNetworks);
      const named = references.get(elementKey("hosts", name)) ?? [];
      if (host !== undefined && named.every((one) => this.isDeclared(one))) this.valid.hosts.set(name, host);
    }
  }

  private resolveBigIps(declarations: ReadonlyMap<string, unknown>, references: References): void {
    for (const [name, declared] of declarations) {
      const named = references.get(elementKey("bigIps", name)) ?? [];
      if (named.every((one) => this.isValid(one)))
        this.valid.bigIps.set(name, bigIpOf(name, declared as BigIpDeclaration, { environment: this.environment }));
    }
  }

  private resolvePairs(
    declarations: ReadonlyMap<string, unknown>,
    references: References,
    choices: ReadonlyMap<string, HighAvailability>,
  ): void {
    const { pairs } = this.valid;
    for (const [name, declared] of declarations) {
      const lacking = (references.get(elementKey("pairs", name)) ?? []).filter((one) => !this.isValid(one));
      const reasons = new Set(lacking.flatMap((one) => this.reasonsAgainst(one, references)));
      if (reasons.size > 0) this.skip(["pairs", name], [...reasons].join(" and "));
      const highAvailability = choices.get(name);
      if (highAvailability !== undefined && lacking.length === 0)
        pairs.set(name, resolvePair(name, declared as PairDeclaration, highAvailability));
    }
    for (const name of this.declared.pairs ?? [])
      if (!pairs.has(name) && !this.notEvaluated.some(({ path }) => path[1] === name))
        this.skip(["pairs", name], "its declaration is not valid");
  }

  /** Why the named element is not valid: the whole section, the element itself, or what the element names in turn. Empty if it is not declared, which is
   * a mistake in the name. */
  private reasonsAgainst(reference: Reference, references: References): readonly string[] {
    const { kind, name } = reference;
    if (this.declared[kind] === undefined) return [`the section ${kind} could not be read`];
    if (!this.isDeclared(reference)) return [];
    const fits = (one: Reference) => (kind === "hosts" ? this.isDeclared(one) : this.isValid(one));
    const below = (references.get(elementKey(kind, name)) ?? []).filter((one) => !fits(one));
    const reasons = below.flatMap((one) => this.reasonsAgainst(one, references));
    return reasons.length > 0 ? reasons : [`${ELEMENTS[kind].what} ${name} is not valid`];
  }

  /** The elements of a kind that have the right shape, by name, sorted. */
  private elements(kind: ElementKind): Map<string, unknown> {
    const value = this.declaration[kind] ?? {};
    const result = new Map<string, unknown>();
    if (!isMapping(value)) {
      this.report([kind], "value", errors.notAMapping(value, kind));
      return result;
    }
    const { what, schemaOf } = ELEMENTS[kind];
    const spellings = new Map<string, string>();
    for (const name of Object.keys(value).sort()) {
      const path = [kind, name];
      const fits = this.checkName(name, what, path);
      const twin = spellings.get(name.toLowerCase());
      if (twin !== undefined) {
        const first = `${show(twin)}, as names that differ only in case are the same on some systems`;
        const fix =
          "if one is to change the other, e.g. a name in a file that this file extends, write both names in the same way; otherwise rename one of them";
        this.report(path, "key", { ...errors.duplicateName(what, name, first), fix });
      }
      spellings.set(name.toLowerCase(), name);
      const shaped = this.shaped(shapeOf<unknown>(schemaOf(value[name]), value[name], path));
      if (fits && twin === undefined && shaped !== undefined) result.set(name, shaped);
    }
    return result;
  }

  private checkName(name: string, what: string, path: Path, alphabet: Alphabet = ELEMENT_NAME): boolean {
    const refusal = refusalOf(alphabet, name);
    if (refusal === undefined) return true;
    const problem = isTerraformValue(name)
      ? errors.terraformValue()
      : errors.invalidName(`a ${what}`, name, refusal.reason, refusal.rule);
    this.report(path, "key", problem);
    return false;
  }

  private host(
    name: string,
    declaration: HostDeclaration,
    scsNetworks: ReadonlySet<unknown> | undefined,
  ): Host | undefined {
    const resolved = resolveHost(name, declaration, scsNetworks);
    if ("host" in resolved) return resolved.host;
    for (const { at, part, problem } of resolved.problems) this.report(["hosts", name, ...at], part, problem);
    return undefined;
  }

  /** The option of each pair, checked even if the pair has mistakes elsewhere. */
  private choices(): Map<string, HighAvailability> {
    const choices = new Map<string, HighAvailability>();
    const { pairs } = this.declaration;
    for (const [name, pair] of entriesOf(pairs)) {
      if (!isMapping(pair) || !isMapping(pair.highAvailability)) continue;
      const choice = this.choice(pair.highAvailability, ["pairs", name, "highAvailability"]);
      if (choice !== undefined) choices.set(name, choice);
    }
    return choices;
  }

  private choice(declared: Readonly<Record<string, unknown>>, path: Path): HighAvailability | undefined {
    const allowed = options.map((option) => option.name);
    const all = Object.keys(declared);
    // A slip for an option that is there is reported as a slip, and does not count as a second option.
    const names = all.filter((name) => allowed.includes(name) || !all.includes(nearest(name, allowed) ?? ""));
    if (names.length !== 1) this.reportOnce(path, "value", errors.highAvailabilityChoice(names, allowed));
    const parts = all.map((name) => {
      const option = optionNamed(name);
      if (option === undefined) {
        this.reportOnce([...path, name], "key", errors.noOption(name, allowed));
        return undefined;
      }
      const shaped = this.shaped(shapeOf(option.declaration, declared[name], [...path, name]));
      return shaped && option.fromDeclaration(shaped as never);
    });
    return all.length === 1 ? parts[0] : undefined;
  }

  /** Reports names that are not declared. */
  private references(): References {
    const all = referencesOf(this.declaration);
    for (const { kind, name, path } of all) {
      const names = this.declared[kind];
      if (names === undefined || names.has(name)) continue;
      const { what } = ELEMENTS[kind];
      const removed = this.removedAt([kind, name]);
      const problem =
        removed === undefined
          ? errors.missingReference(what, name, [...names], hostsBeside(path, all))
          : errors.removedReference(what, name, [...names], formatPosition(removed));
      this.reportOnce(path, "value", problem);
    }
    return grouped(all, ({ path }) => [elementKey(path[0]!, path[1]!)]);
  }

  private isValid({ kind, name }: Reference): boolean {
    return this.valid[kind].has(name);
  }

  private isDeclared({ kind, name }: Reference): boolean {
    return this.declared[kind]?.has(name) ?? false;
  }

  private backend(declared: Readonly<Record<string, Backend["settings"]>> | undefined): Backend | undefined {
    if (declared === undefined) return undefined;
    const [first, ...more] = Object.entries(declared);
    if (first === undefined || more.length > 0) {
      this.report(["terraform", "backend"], "value", errors.backendChoice(Object.keys(declared)));
      return undefined;
    }
    return { type: first[0], settings: sortedSettings(first[1]) };
  }

  private skip(path: Path, reason: string): void {
    const { environment } = this;
    const fix = "correct that first, then check again";
    this.notEvaluated.push({
      code: "checks",
      environment,
      path,
      reason: `its checks were not made, because ${reason}`,
      fix,
    });
  }

  private shaped<T>(shaped: Shaped<T>): T | undefined {
    if ("value" in shaped) return shaped.value;
    for (const { path, part, problem } of shaped.problems) this.report(path, part, problem);
    return undefined;
  }

  /** Reports a problem unless an earlier check found a mistake at the same place: it is one mistake. */
  private reportOnce(path: Path, part: "key" | "value", problem: Problem): void {
    if (!this.reported.has(JSON.stringify([path, part]))) this.report(path, part, problem);
  }

  private report(path: Path, part: "key" | "value", problem: Problem): void {
    this.reported.add(JSON.stringify([path, part]));
    this.findings.push({ ...inputFinding(problem, this.environment), path, part });
  }
}

/**
 * The hosts that a pair names in its other places. Another name there cannot mean one of these, which would leave the pair on one host. Only pairs name
 * several hosts.
 */
function hostsBeside([element, name]: Path, all: readonly Reference[]): string[] {
  const ofOne = all.filter(({ kind, path }) => kind === "hosts" && path[0] === element && path[1] === name);
  return ofOne.map((one) => one.name);
}

/** The same settings in the order of their names, in mappings as well. */
function sortedSettings(settings: Backend["settings"]): Backend["settings"] {
  const sorted = (value: BackendSetting): BackendSetting => {
    if (Array.isArray(value)) return value.map(sorted);
    return isMapping(value) ? sortedSettings(value as Backend["settings"]) : value;
  };
  return withSortedKeys(Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, sorted(value)])));
}

function elementKey(kind: string | number, name: string | number): string {
  return `${kind}.${name}`;
}

/** Read from the declaration, so that a mistake elsewhere in the environment, or in that host, does not make a host's default unknown. */
function solutionControlServerNetworks({ managementLayer, hosts }: Declaration): ReadonlySet<unknown> | undefined {
  const server = isMapping(managementLayer) ? managementLayer.solutionControlServer : undefined;
  const host = isMapping(server) && isMapping(hosts) ? hosts[String(server.host)] : undefined;
  const interfaces = isMapping(host) ? host.interfaces : undefined;
  if (!isMapping(interfaces)) return undefined;
  return new Set(Object.values(interfaces).map((one) => (isMapping(one) ? one.network : undefined)));
}

function isUsable(managementLayer: Topology["managementLayer"], hosts: ReadonlyMap<string, Host>): boolean {
  return managementApplicationsOf(managementLayer).every(({ host }) => hosts.has(host));
}
