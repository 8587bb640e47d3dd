import { Construct, type IConstruct } from "constructs";
import { InvalidEnvironment } from "../checks/invalid-environment";
import { BigIp } from "../constructs/big-ip";
import { callSite } from "../constructs/call-site";
import { isEnvironment } from "../constructs/checked-environment";
import { Environment } from "../constructs/environment";
import type { EnvironmentProps } from "../constructs/environment-props";
import { Host } from "../constructs/host";
import { ManagementLayer } from "../constructs/management-layer";
import { Network } from "../constructs/network";
import { SipServerPair } from "../constructs/sip-server-pair";
import { errors, type Problem } from "../errors";
import type { ElementKind } from "../model/element";
import { isMapping } from "../model/mapping";
import { ELEMENT_NAME, isName } from "../model/name";
import { formatPosition, type Origin, type Path, rememberOrigin } from "../model/origin";
import { resolve } from "../text/paths";
import { type LayeredSource, readLayers } from "./layered-source";
import { type ReadSource, readSource } from "./source-file";
import type { LocatedProblem } from "./yaml-source";

/**
 * Adds the environment that a file describes to an app, as the same constructs that a program would make. Problems inside the environment are reported
 * by the checks, together with everything else. A problem that keeps the file from being read at all is thrown.
 *
 * @param file the path of a YAML file, from the working folder; the `topology.yaml` of an output works too
 * @throws InvalidEnvironment if the file is not readable YAML or names no environment, or its name is not text
 */
export function environmentFromFile(scope: Construct, file: string): Environment {
  requireText(file, "an environment file is named by its path");
  return environmentFrom(scope, file, readSource);
}

const NO_FILE = "(text)";

/**
 * The same for text that is not in a file.
 *
 * @param text YAML; a file that it `extends` is named from the folder of `file`
 * @param file the place that findings name; `(text)` if it is not given
 * @throws InvalidEnvironment if the text is not readable YAML or names no environment
 */
export function environmentFromText(scope: Construct, text: string, file = NO_FILE): Environment {
  requireText(text, "an environment is described by text, YAML");
  requireText(file, "what findings name as their place is the path of a file");
  return environmentFrom(scope, file, (name) => (name === file ? { text } : readSource(name)));
}

/** Mistakes that a program without types can make. */
function requireText(value: unknown, rule: string): void {
  if (typeof value === "string") return;
  const problem = { ...errors.wrongType(value, "text"), message: rule };
  throw InvalidEnvironment.at([{ problem, place: { position: callSite()([], "value") } }]);
}

/** The same with another reader, for example for the file at a revision. */
export function environmentFrom(scope: Construct, file: string, read: ReadSource): Environment {
  const source = readLayers(file, read);
  if (!("value" in source)) throw unreadable(source);
  const { environment: written, managementLayer, ...others } = source.value;
  // A name begins with a letter: missing quotes are not what is wrong with a number.
  const name = typeof written === "number" ? String(written) : written;
  const isKind = ([key]: [string, unknown]) => Object.hasOwn(NOUNS, key);
  const kinds = Object.fromEntries(Object.entries(others).filter(isKind));
  const props = Object.fromEntries(Object.entries(others).filter((entry) => !isKind(entry)));
  const position = source.origin(["environment"], "value");
  if (name === undefined || name === "")
    throw unreadable([{ problem: errors.environmentUnnamed(), position: position! }]);
  if (typeof name !== "string") throw unreadable([{ problem: errors.wrongType(name, "text"), position: position! }]);
  const problem = duplicate(scope, name, file);
  if (problem !== undefined) throw unreadable([{ problem, position: position! }]);
  const environment = build(scope, name, source, { ...kinds, managementLayer }, props);
  files.set(environment, file);
  if (source.isModel) models.add(environment);
  return environment;
}

/** Whether an environment was read from the `topology.yaml` of an output. */
export function isFromModel(environment: Environment): boolean {
  return models.has(environment);
}

const models = new WeakSet<Environment>();

const NOUNS = { networks: Network, hosts: Host, bigIps: BigIp, pairs: SipServerPair } as const satisfies Record<
  ElementKind,
  unknown
>;

function build(
  scope: Construct,
  name: string,
  source: LayeredSource,
  { managementLayer, ...kinds }: Readonly<Record<string, unknown>>,
  props: object,
): Environment {
  const { origin } = source;
  const isSafe = isName(ELEMENT_NAME, name);
  // The checks report a name that no construct can have like any other wrong name; the construct only carries the name there.
  const id = isSafe ? name : idForInvalid(scope, name);
  const environment = new Environment(scope, id, rememberOrigin({ ...props }, origin) as EnvironmentProps);
  environment.knowRemoved(source.removedAt);
  if (!isSafe) environment.declareOnce("environment", name, environment, below(origin, ["environment"]));
  if (isMapping(managementLayer)) {
    const value = rememberOrigin({ ...managementLayer }, below(origin, ["managementLayer"]));
    new ManagementLayer(environment, "managementLayer", value as never);
  } else if (managementLayer !== undefined)
    environment.declareOnce("managementLayer", managementLayer, environment, below(origin, ["managementLayer"]));
  for (const [kind, Noun] of Object.entries(NOUNS)) {
    const elements = kinds[kind];
    if (elements === undefined) continue;
    if (!isMapping(elements)) {
      environment.declareOnce(kind, elements, environment, below(origin, [kind]));
      continue;
    }
    // Elements of two kinds may have the same name, so each kind has a node of its own in the tree.
    const group = new Construct(environment, kind);
    for (const [key, value] of Object.entries(elements)) {
      const place = below(origin, [kind, key]);
      if (isMapping(value) && isName(ELEMENT_NAME, key))
        new Noun(group, key, rememberOrigin({ ...value }, place) as never);
      else environment.declareElement(kind as ElementKind, key, value, group, place);
    }
  }
  return environment;
}

/** An id by which a reader recognises the invalid name, and which no environment with a valid name can have. */
function idForInvalid(scope: Construct, name: string): string {
  const id = `invalid-name.${name.slice(0, 40).replaceAll(/[^\w-]+/g, "-")}`;
  const isTaken = scope.node.tryFindChild(id) !== undefined;
  return isTaken ? `${id}.${scope.node.children.length}` : id;
}

/** The origin of a part of the file. */
function below(origin: Origin, prefix: Path): Origin {
  return (path, part) => origin([...prefix, ...path], part);
}

/** The file that each environment was read from; the file may be named differently from the environment. */
const files = new WeakMap<IConstruct, string>();

function duplicate(scope: Construct, name: string, file: string): Problem | undefined {
  const first = scope.node.children.find((child) => child.node.id === name);
  if (first === undefined) return undefined;
  const other = files.get(first);
  if (other !== undefined && other !== NO_FILE && resolve(other) === resolve(file))
    return errors.environmentFileTwice(name, file);
  const position = isEnvironment(first) ? first.locate(["environment"], "value").position : undefined;
  const isInFile = other === undefined || other === position?.file;
  return errors.duplicateEnvironment(name, name, isInFile ? position && formatPosition(position) : other);
}

function unreadable(problems: readonly LocatedProblem[]): InvalidEnvironment {
  return InvalidEnvironment.at(problems.map(({ problem, position }) => ({ problem, place: { position } })));
}
