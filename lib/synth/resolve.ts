import type * as v from "valibot";
import type { Finding, NotEvaluated } from "../checks/finding";
import { errors, type Problem } from "../errors";
import type { Host, hostDeclaration } from "../model/host";
import { isMapping } from "../model/mapping";
import { type Alphabet, ELEMENT_NAME, isName } from "../model/name";
import type { Network } from "../model/network";
import type { Path } from "../model/origin";
import type { OptionValues, pairDeclaration, SipServerPair } from "../model/pair";
import type { Backend, Topology } from "../model/topology";
import { optionNamed, options } from "../options";
import { type Declaration, ELEMENTS, type ElementKind, environmentKeysSchema } from "./declaration";
import { resolveHost } from "./resolve-host";
import { type Shaped, shapeOf } from "./shape";

/** What a declaration amounts to. */
export interface Resolution {
  /** The valid part; undefined where the environment itself is not valid. */
  readonly topology: Topology | undefined;
  readonly findings: readonly Finding[];
  /** The checks that the invalid part kept from being made. */
  readonly notEvaluated: readonly NotEvaluated[];
}

/**
 * Turns a declaration into the model, with every default filled in and every reference followed. What is not valid is reported and
 * left out, so that the rest can still be checked in the same run.
 */
export function resolve(declaration: Declaration): Resolution {
  return new Resolver(declaration).resolve();
}

type HostDeclaration = v.InferOutput<typeof hostDeclaration>;
type PairDeclaration = v.InferOutput<typeof pairDeclaration>;

class Resolver {
  private readonly findings: Finding[] = [];
  private readonly notEvaluated: NotEvaluated[] = [];
  private readonly environment: string;
  /** The names that are declared, valid or not: naming one of them is no second mistake. Undefined where the whole section is broken. */
  private readonly declared: Record<ElementKind, readonly string[] | undefined>;

  constructor(private readonly declaration: Declaration) {
    this.environment = String(declaration.environment ?? "");
    const names = (kind: ElementKind) => {
      const elements = declaration[kind] ?? {};
      return isMapping(elements) ? Object.keys(elements) : undefined;
    };
    this.declared = { networks: names("networks"), hosts: names("hosts"), pairs: names("pairs") };
  }

  resolve(): Resolution {
    const environment = this.shaped(shapeOf(environmentKeysSchema, this.declaration, []));
    const networkDeclarations = this.elements("networks");
    const hostDeclarations = this.elements("hosts");
    const pairDeclarations = this.elements("pairs");
    if (environment !== undefined) this.checkManagementLayer(environment);
    const resolvedNetworks = new Map<string, Network>();
    for (const [name, network] of networkDeclarations)
      resolvedNetworks.set(name, { name, ...(network as object) } as Network);
    const scsNetworks = solutionControlServerNetworks(this.declaration);
    const resolvedHosts = new Map<string, Host>();
    for (const [name, host] of hostDeclarations) {
      const resolved = this.host(name, host as HostDeclaration, scsNetworks);
      if (resolved !== undefined) resolvedHosts.set(name, resolved);
    }
    const resolvedPairs = new Map<string, SipServerPair>();
    for (const [name, pair] of pairDeclarations) {
      const resolved = this.pair(name, pair as PairDeclaration, resolvedNetworks, resolvedHosts);
      if (resolved !== undefined) resolvedPairs.set(name, resolved);
    }
    for (const name of this.declared.pairs ?? [])
      if (!resolvedPairs.has(name) && !this.notEvaluated.some(({ path }) => path[1] === name))
        this.skip(["pairs", name], "its declaration is not valid");
    const backend = environment && this.backend(environment.terraform.backend);
    const { findings, notEvaluated } = this;
    if (environment === undefined || !isUsable(environment.managementLayer, resolvedHosts)) {
      const reason = "the environment's own keys or its Management Layer are not valid, so that no check was made";
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
      networks: resolvedNetworks,
      hosts: resolvedHosts,
      pairs: resolvedPairs,
      backend,
      acknowledgements: environment.acknowledge,
    };
    return { topology, findings, notEvaluated };
  }

  /** The elements of a kind that have the right shape, by name, sorted. */
  private elements(kind: ElementKind): Map<string, unknown> {
    const value = this.declaration[kind] ?? {};
    const result = new Map<string, unknown>();
    if (!isMapping(value)) {
      this.report([kind], "value", errors.notAMapping(value, kind));
      return result;
    }
    const { what, schema } = ELEMENTS[kind];
    const spellings = new Map<string, string>();
    for (const name of Object.keys(value).sort()) {
      const path = [kind, name];
      const fits = this.checkName(name, what, path);
      const twin = spellings.get(name.toLowerCase());
      if (twin !== undefined) this.report(path, "key", errors.duplicateName(what, name));
      spellings.set(name.toLowerCase(), name);
      const shaped = this.shaped(shapeOf<unknown>(schema, value[name], path));
      if (fits && twin === undefined && shaped !== undefined) result.set(name, shaped);
    }
    return result;
  }

  private checkName(name: string, what: string, path: Path, alphabet: Alphabet = ELEMENT_NAME): boolean {
    if (isName(alphabet, name)) return true;
    const problem = errors.reservedName(name);
    this.report(path, "key", { ...problem, message: `not a valid name of a ${what}`, allowed: alphabet.rule });
    return false;
  }

  private host(
    name: string,
    declaration: HostDeclaration,
    scsNetworks: ReadonlySet<unknown> | undefined,
  ): Host | undefined {
    const path = ["hosts", name];
    let complete = true;
    for (const [key, one] of Object.entries(declaration.interfaces))
      complete = this.refers("networks", one.network, [...path, "interfaces", key, "network"]) && complete;
    const resolved = resolveHost(name, declaration, scsNetworks);
    if ("host" in resolved) return complete ? resolved.host : undefined;
    this.report([...path, ...resolved.at], "value", resolved.problem);
    return undefined;
  }

  private pair(
    name: string,
    declaration: PairDeclaration,
    networks: ReadonlyMap<string, Network>,
    hosts: ReadonlyMap<string, Host>,
  ): SipServerPair | undefined {
    const path = ["pairs", name];
    const { highAvailability: choice, ...plain } = declaration;
    const broken = new Set<string>();
    const follow = (kind: "networks" | "hosts", wanted: string, at: Path) => {
      const valid: ReadonlyMap<string, unknown> = kind === "hosts" ? hosts : networks;
      if (!this.refers(kind, wanted, at)) broken.add("");
      else if (!valid.has(wanted)) broken.add(`${ELEMENTS[kind].what} ${wanted} is not valid`);
    };
    follow("hosts", plain.primary.host, [...path, "primary", "host"]);
    follow("hosts", plain.backup.host, [...path, "backup", "host"]);
    const at = [...path, "highAvailability"];
    const names = Object.keys(choice);
    for (const key of names)
      if (optionNamed(key) === undefined)
        this.report(
          [...at, key],
          "key",
          errors.noOption(
            key,
            options.map((option) => option.name),
          ),
        );
    const chosen = names.map(optionNamed).filter((option) => option !== undefined);
    if (names.length !== 1) {
      const allowed = options.map((option) => option.name);
      this.report(at, "value", errors.highAvailabilityChoice(names, allowed));
    }
    let part: SipServerPair["highAvailability"] | undefined;
    for (const option of chosen) {
      const shaped = this.shaped(shapeOf(option.declaration, choice[option.name], [...at, option.name]));
      if (shaped === undefined) continue;
      part = option.fromDeclaration(shaped as never);
      for (const reference of option.references(part))
        follow(`${reference.kind}s`, reference.name, [...at, option.name, ...reference.path]);
    }
    const reasons = [...broken].filter((reason) => reason !== "");
    if (reasons.length > 0) this.skip(path, reasons.join(" and "));
    if (part === undefined || names.length !== 1 || broken.size > 0) return undefined;
    return {
      name,
      ...plain,
      options: sorted(plain.options),
      primary: server(plain.primary),
      backup: server(plain.backup),
      highAvailability: part,
    };
  }

  private backend(declared: Readonly<Record<string, Backend["settings"]>> | undefined): Backend | undefined {
    if (declared === undefined) return undefined;
    const [first, ...more] = Object.entries(declared);
    if (first === undefined || more.length > 0) {
      this.report(["terraform", "backend"], "value", errors.backendChoice(Object.keys(declared)));
      return undefined;
    }
    return { type: first[0], settings: byKey(first[1]) };
  }

  private checkManagementLayer({ managementLayer }: v.InferOutput<typeof environmentKeysSchema>): void {
    for (const key of ["solutionControlServer", "messageServer"] as const)
      this.refers("hosts", managementLayer[key].host, ["managementLayer", key, "host"]);
  }

  private refers(kind: ElementKind, name: string, path: Path): boolean {
    const names = this.declared[kind];
    if (names?.includes(name)) return true;
    if (names !== undefined) this.report(path, "value", errors.missingReference(ELEMENTS[kind].what, name, names));
    return false;
  }

  private skip(path: Path, reason: string): void {
    const { environment } = this;
    const fix = "correct that first, then check again";
    this.notEvaluated.push({
      code: "checks",
      environment,
      path,
      reason: `its checks were not made, as ${reason}`,
      fix,
    });
  }

  private shaped<T>(shaped: Shaped<T>): T | undefined {
    if ("value" in shaped) return shaped.value;
    for (const { path, part, problem } of shaped.problems) this.report(path, part, problem);
    return undefined;
  }

  private report(path: Path, part: "key" | "value", problem: Problem): void {
    this.findings.push({ ...problem, level: "error", kind: "input", environment: this.environment, path, part });
  }
}

function server(declared: PairDeclaration["primary"]): SipServerPair["primary"] {
  const { tlib, haSync, http } = declared.ports;
  return { ...declared, ports: { tlib, haSync: haSync ?? tlib, http }, options: sorted(declared.options) };
}

/** The order in which options were written means nothing. */
function sorted(options: OptionValues): OptionValues {
  return byKey(Object.fromEntries(Object.entries(options).map(([section, values]) => [section, byKey(values)])));
}

function byKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Read from what is declared, so that a mistake elsewhere in the environment, or in that host, does not make a host's default unknown. */
function solutionControlServerNetworks({ managementLayer, hosts }: Declaration): ReadonlySet<unknown> | undefined {
  const server = isMapping(managementLayer) ? managementLayer.solutionControlServer : undefined;
  const host = isMapping(server) && isMapping(hosts) ? hosts[String(server.host)] : undefined;
  const interfaces = isMapping(host) ? host.interfaces : undefined;
  if (!isMapping(interfaces)) return undefined;
  return new Set(Object.values(interfaces).map((one) => (isMapping(one) ? one.network : undefined)));
}

function isUsable(managementLayer: Topology["managementLayer"], hosts: ReadonlyMap<string, Host>): boolean {
  return hosts.has(managementLayer.solutionControlServer.host) && hosts.has(managementLayer.messageServer.host);
}
