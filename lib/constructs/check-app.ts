import type { IConstruct } from "constructs";
import {
  type Finding,
  inputFinding,
  isBlocked,
  type Locate,
  type NotEvaluated,
  partOf,
  type Report,
} from "../checks/finding";
import { InvalidEnvironment } from "../checks/invalid-environment";
import { errors, nearest, type Problem } from "../errors";
import { ELEMENTS } from "../model/element";
import { formatPosition } from "../model/origin";
import type { Topology } from "../model/topology";
import { terraformAddress } from "../scripts/terraform-text";
import { type CheckedEnvironment, environmentAround, environmentsOf, isEnvironment } from "./checked-environment";
import { evaluate, invariants, rules } from "./when-synthesized";

/** The code of every check that a valid input can fail, as `docs/checks.md` lists them. */
export function checkCodes(): readonly string[] {
  return rules.map((rule) => rule.code);
}

/** The outcome of all checks of an app, and the place of each entry. */
export interface AppReport extends Report {
  /** The place of an entry of the report. */
  readonly locate: Locate;
}

/**
 * Checks every environment below the root, or the environment that the root is in, and runs the validations that users added to any construct. Writes
 * and throws nothing.
 */
export function reportOn(root: IConstruct): AppReport {
  // Part of an environment cannot be judged alone, and a report without the environment would claim that all is well.
  const top = environmentAround(root) ?? root;
  const environments = environmentsOf(top);
  const resolved = environments.map((environment) => {
    const resolution = environment.resolution();
    return { environment, ...resolution, topology: resolution.topology && asWritten(resolution.topology, environment) };
  });
  const topologies = resolved.flatMap(({ topology }) => topology ?? []);
  const incomplete = resolved.filter(({ findings }) => findings.length > 0).map(({ topology }) => topology!);
  // `sip-ha simulate` finds these, and reports an acknowledgement of one that matches nothing.
  const simulated = new Set(invariants.map(({ name }) => name));
  const { sources, ...checked } = evaluate(rules, topologies, new Set(incomplete), simulated);
  const byTopology = new Map(resolved.map(({ topology, environment }) => [topology, environment]));
  // Keyed by the environment itself: two environments of one name are a finding, and each has its own entries.
  const owners = new Map<Finding | NotEvaluated, CheckedEnvironment | undefined>();
  for (const [entry, topology] of sources) owners.set(entry, byTopology.get(topology));
  const owned = <T extends Finding | NotEvaluated>(entries: readonly T[], owner: CheckedEnvironment | undefined) => {
    for (const entry of entries) owners.set(entry, owner);
    return entries;
  };
  const found = (find: (environment: CheckedEnvironment) => readonly Finding[]) =>
    environments.flatMap((environment) => owned(find(environment), environment));
  const constructs = top.node.findAll();
  const firstOfName = new Map(
    [...environments].reverse().map((environment) => [environment.environmentName.toLowerCase(), environment]),
  );
  const stacks = new Map(constructs.filter(isOtherStack).map((stack) => [stack.node.id.toLowerCase(), stack]));
  const present = new Set(constructs);
  const inOrder = [
    ...found((environment) => environment.resolution().findings),
    ...found((environment) => removedElements(environment, present)),
    ...found((environment) => sameName(environment, firstOfName)),
    ...found((environment) => sameStack(environment, stacks)),
    ...found(resourceFindings),
    ...found((environment) => (environment === environments[0] ? hclOutput(environment) : [])),
    ...constructs.flatMap((construct) => {
      const around = environmentAround(construct);
      return owned(userValidations(construct, around), around);
    }),
  ];
  return {
    findings: [...inOrder, ...checked.findings],
    acknowledged: checked.acknowledged,
    notEvaluated: [
      ...resolved.flatMap(({ notEvaluated, environment }) => owned(notEvaluated, environment)),
      ...checked.notEvaluated,
    ],
    locate: (entry) => owners.get(entry)?.locate(entry.path, partOf(entry)) ?? {},
  };
}

/** The model as the rules see it. The backend may be a construct, and hosts may be overridden; neither is part of the declaration. */
function asWritten(topology: Topology, environment: CheckedEnvironment): Topology {
  const hosts = [...topology.hosts.values()].filter(({ connection }) => connection !== undefined);
  const parts = hosts.map(({ name }) => [name, environment.overriddenPartsOf(name)] as const);
  const overridden = new Map(parts.filter(([, some]) => some.length > 0));
  const { writtenBackend: backend } = environment;
  return backend === topology.backend && overridden.size === 0 ? topology : { ...topology, backend, overridden };
}

interface Round {
  readonly report: AppReport;
  readonly prepared: Set<IConstruct>;
}

const rounds = new WeakMap<IConstruct, Round>();

/**
 * Checks every environment of an app when its first one is about to be synthesized; the other environments of that synth get the same answer. A new
 * synth begins when an environment comes for the second time.
 *
 * @throws InvalidEnvironment if anything keeps them from being written
 */
export function checkBeforeSynth(environment: CheckedEnvironment): Report {
  const root = environment.node.root;
  let round = rounds.get(root);
  if (round === undefined || round.prepared.has(environment)) {
    round = { report: reportOn(root), prepared: new Set() };
    rounds.set(root, round);
  }
  round.prepared.add(environment);
  if (isBlocked(round.report)) {
    rounds.delete(root);
    throw new InvalidEnvironment(round.report, round.report.locate);
  }
  return round.report;
}

/** Makes the next synth check again. Called when an environment of the app changes. */
export function forgetChecks(construct: IConstruct): void {
  rounds.delete(construct.node.root);
}

/**
 * Checks every environment of an app now, outside a synth.
 *
 * @throws InvalidEnvironment if anything keeps them from being written
 */
export function checkNow(environment: CheckedEnvironment): void {
  const { root } = environment.node;
  const report = reportOn(root);
  if (isBlocked(report)) throw new InvalidEnvironment(report, report.locate);
}

/**
 * Checks the Terraform constructs in an environment once more, because Aspects may have added some since the app was checked.
 *
 * @throws InvalidEnvironment if any of them keeps it from being written
 */
export function checkAddedResources(environment: CheckedEnvironment): void {
  const findings = [...resourceFindings(environment), ...lateBackend(environment), ...lateOverrides(environment)];
  if (findings.length === 0) return;
  const report = { findings, acknowledged: [], notEvaluated: [] };
  throw new InvalidEnvironment(report, (entry) => environment.locate(entry.path, partOf(entry)));
}

function resourceFindings(environment: CheckedEnvironment): Finding[] {
  return [takenAddresses, absentAddresses, twoBackends, mixedCores].flatMap((find) => find(environment));
}

/** What a construct has declared stays declared: it would be deployed even though the program has removed the construct. */
function removedElements(environment: CheckedEnvironment, present: ReadonlySet<IConstruct>): Finding[] {
  return environment.declaredWithout(present).map((path) => ({
    ...inputFinding(errors.removedElement(path.join(" ")), environment.environmentName),
    path,
    part: "key",
  }));
}

/** The kind of element that a resource is made from, by the resource's type. */
const RESOURCES: ReadonlyMap<string, "hosts" | "bigIps"> = new Map([
  ["null_resource", "hosts"],
  ["bigip_as3", "bigIps"],
]);

/** If a user's resource had the address of a host's or a device's resource, the two would silently be merged. */
function takenAddresses(environment: CheckedEnvironment): Finding[] {
  const { topology } = environment.resolution();
  const resources = environment.node.findAll().filter(isTerraformResource);
  return resources.flatMap((construct) => {
    const { terraformResourceType, friendlyUniqueId: name } = construct;
    const kind = RESOURCES.get(terraformResourceType);
    if (kind === undefined || !topology?.[kind].has(name)) return [];
    const address = `${terraformResourceType}.${name}`;
    const problem = errors.terraformAddressTaken(address, ELEMENTS[kind].what, construct.node.path);
    return [{ ...inputFinding(problem, environment.environmentName), path: [kind, name] }];
  });
}

/**
 * An override of a resource that does not exist creates a resource with nothing but the override. Terraform accepts it, because a `null_resource` needs
 * no content, and the intended resource stays unchanged. The other types need content, so Terraform refuses such a resource.
 */
function absentAddresses(environment: CheckedEnvironment): Finding[] {
  const { topology, findings } = environment.resolution();
  // A host that was left out because of an error would be reported as missing here, too.
  if (topology === undefined || findings.length > 0) return [];
  const resources = environment.node.findAll().filter(isTerraformResource);
  const own = resources.filter((one) => one.terraformResourceType === "null_resource");
  const hosts = [...topology.hosts.values()].filter(({ connection }) => connection !== undefined);
  const present = [...own.map((one) => one.friendlyUniqueId), ...hosts.map(({ name }) => name)];
  return environment.overriddenHosts.flatMap((name) => {
    if (present.includes(name)) return [];
    const meant = topology.hosts.has(name) ? undefined : nearest(name, present);
    const problem = errors.terraformAddressAbsent(terraformAddress(name), meant && terraformAddress(meant));
    return [inputFinding(problem, environment.environmentName)];
  });
}

/** If a backend is declared and another is a construct, cdktf would quietly use the construct, and write a backend that an override names beside either. */
function twoBackends(environment: CheckedEnvironment): Finding[] {
  const { topology } = environment.resolution();
  if (topology === undefined) return [];
  const problem =
    topology.backend !== undefined && environment.hasBackendConstruct
      ? errors.backendTwice(topology.backend.type)
      : overriddenBackend(environment.writtenBackendTypes);
  if (problem === undefined) return [];
  return [{ ...inputFinding(problem, environment.environmentName), path: ["terraform", "backend"] }];
}

/**
 * By then our own backend is in the stack, and the check whether environments share a backend did not see the late one. Beside a declared backend,
 * `twoBackends` reports it.
 */
function lateBackend(environment: CheckedEnvironment): Finding[] {
  if (!environment.isBackendLate || environment.resolution().topology?.backend !== undefined) return [];
  const problem = errors.elementTooLate("backend", environment.writtenBackendTypes.join());
  return [{ ...inputFinding(problem, environment.environmentName), path: ["terraform", "backend"] }];
}

/** Acknowledgements of overrides were applied when the app was checked. */
function lateOverrides(environment: CheckedEnvironment): readonly Finding[] {
  const { topology } = environment.resolution();
  if (topology === undefined) return [];
  const own = rules.filter(({ code }) => code === "host-overridden");
  return evaluate(own, [asWritten(topology, environment)]).findings.filter(({ code }) => code === own[0]!.code);
}

function overriddenBackend(types: readonly string[]): Problem | undefined {
  return types.length < 2 ? undefined : errors.overriddenBackend(types);
}

/** cdktf and its successor cdktn may be installed side by side. A stack of one then fails on elements of the other, with a message that helps nobody. */
function mixedCores(environment: CheckedEnvironment): Finding[] {
  return environment.elementsOfOtherCores.map(({ construct, method }) =>
    inputFinding(errors.terraformCoresMixed(construct, method), environment.environmentName),
  );
}

/** In HCL, cdktf writes its own resources but nothing that is laid over them. */
function hclOutput(environment: CheckedEnvironment): Finding[] {
  return environment.writesHcl ? [inputFinding(errors.hclOutput(), environment.environmentName)] : [];
}

/** What cdktf's resources have; this layer does not import cdktf. */
interface TerraformResource extends IConstruct {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
}

function isTerraformResource(construct: IConstruct): construct is TerraformResource {
  return (construct as Partial<TerraformResource>).terraformResourceType !== undefined;
}

/** cdktf writes stacks with the same name over each other. */
function sameName(environment: CheckedEnvironment, firstOfName: ReadonlyMap<string, CheckedEnvironment>): Finding[] {
  const name = environment.environmentName;
  const first = firstOfName.get(name.toLowerCase())!;
  if (first === environment) return [];
  const { position } = first.locate(["environment"], "value");
  return [
    inputFinding(errors.duplicateEnvironment(name, first.environmentName, position && formatPosition(position)), name),
  ];
}

/** The same, for a stack that the user made. */
function sameStack(environment: CheckedEnvironment, stacks: ReadonlyMap<string, IConstruct>): Finding[] {
  const { environmentName: name, node } = environment;
  const other = stacks.get(node.id.toLowerCase());
  return other === undefined ? [] : [inputFinding(errors.stackTaken(name, other.node.path), name)];
}

/** Whether the construct is a cdktf stack, judged by its members, and not an environment; this layer does not import cdktf. */
function isOtherStack(construct: IConstruct): boolean {
  return typeof (construct as { prepareStack?: unknown }).prepareStack === "function" && !isEnvironment(construct);
}

/**
 * cdktf runs validations and looks at error annotations only after it has written the earlier stacks. It never runs validations on constructs between
 * the App and a stack.
 */
function userValidations(construct: IConstruct, around: CheckedEnvironment | undefined): Finding[] {
  const environment = around?.environmentName ?? "";
  const annotated = construct.node.metadata.filter((entry) => entry.type === "@cdktf/error");
  return [...construct.node.validate(), ...annotated.map((entry) => String(entry.data))].map((message) =>
    inputFinding(errors.userValidation(`[${construct.node.path}] ${message}`), environment),
  );
}
