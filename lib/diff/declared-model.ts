import { isMapping, type Mapping } from "../model/mapping";
import type { Path } from "../model/origin";
import type { Topology } from "../model/topology";
import type { Declaration } from "../synth/declaration";
import { topologySections } from "../synth/topology-file";

/** The model in the words of the environment file, every default written out: `resolve` makes the same model of it. */
export function declarationOf(topology: Topology): Declaration {
  const entries = topologySections(topology).map(([key, value]) => [
    key,
    value instanceof Map ? Object.fromEntries(value) : value,
  ]);
  return declarationFrom(withoutNothing(Object.fromEntries(entries)) as Mapping);
}

/**
 * What `topology.yaml` holds, in the words of the environment file. The two differ in four places: a host's interfaces and connection, a pair's
 * option, and the names of two sections. A value that does not have the shape of the file is left as it is, so that the schemas find it.
 */
export function declarationFrom(file: Mapping): Declaration {
  const { acknowledgements, backend, ...others } = file;
  return {
    ...others,
    ...each("hosts", file, (host) => ({
      ...host,
      ...(Array.isArray(host.interfaces) ? { interfaces: byName(host.interfaces) } : {}),
      ...(isMapping(host.connection) ? { connection: under("type", host.connection) } : {}),
    })),
    ...each("pairs", file, (pair) =>
      isMapping(pair.highAvailability) ? { ...pair, highAvailability: under("option", pair.highAvailability) } : pair,
    ),
    ...(backend === undefined ? {} : { terraform: { backend: isMapping(backend) ? backendOf(backend) : backend } }),
    ...(acknowledgements === undefined ? {} : { acknowledge: acknowledgements }),
  } as Declaration;
}

/** Where in `topology.yaml` a value of the declaration stands. */
export function pathInTopologyFile(path: Path, file: Mapping): Path {
  const [top, name, key, below, ...rest] = path;
  if (top === "acknowledge") return ["acknowledgements", ...path.slice(1)];
  if (top === "terraform") return path.length > 3 ? ["backend", "settings", ...path.slice(3)] : ["backend"];
  if (top === "hosts" && key === "interfaces" && below !== undefined) {
    const host = isMapping(file.hosts) ? file.hosts[String(name)] : undefined;
    const list = isMapping(host) && Array.isArray(host.interfaces) ? host.interfaces : [];
    const index = list.findIndex((one) => isMapping(one) && one.name === below);
    return index < 0 ? [top, name!, key] : [top, name!, key, index, ...rest];
  }
  if ((top === "hosts" && key === "connection") || (top === "pairs" && key === "highAvailability"))
    return [top, name!, key, ...rest];
  return path;
}

function each(kind: string, file: Mapping, change: (element: Mapping) => Mapping): Mapping {
  const elements = file[kind];
  if (!isMapping(elements)) return {};
  const entries = Object.entries(elements).map(([name, one]) => [name, isMapping(one) ? change(one) : one]);
  return { [kind]: Object.fromEntries(entries) };
}

/** `[{ name: eth0, ... }]` as `{ eth0: { ... } }`. */
function byName(list: readonly unknown[]): unknown {
  if (!list.every((one) => isMapping(one) && typeof one.name === "string")) return list;
  return Object.fromEntries((list as readonly Mapping[]).map(({ name, ...one }) => [name, one]));
}

/** `{ type: ssh, ... }` as `{ ssh: { ... } }`. */
function under(key: string, value: Mapping): Mapping {
  const { [key]: name, ...rest } = value;
  return typeof name === "string" ? { [name]: rest } : value;
}

function backendOf({ type, settings, ...rest }: Mapping): Mapping {
  return typeof type === "string" ? { [type]: settings } : { type, settings, ...rest };
}

/** Without keys whose value is undefined, as a file has none. */
function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutNothing(item)]));
}
