import type { ElementKind } from "../model/element";
import type { Path } from "../model/origin";
import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf, virtualIpOf } from "../options";

/** The pairs, of either side, whose service a change at the path is about; all of them where it is about none in particular. */
export function affectedPairs(path: Path, was: Topology, is: Topology): string[] {
  const names = [was, is].flatMap((topology) =>
    [...topology.pairs.values()].filter((pair) => isAffected(path, topology, pair)).map(({ name }) => name),
  );
  return [...new Set(names)].sort();
}

function isAffected([kind, name]: Path, topology: Topology, pair: SipServerPair): boolean {
  switch (kind) {
    case "pairs":
      return pair.name === name;
    case "hosts":
      return hostsOf(pair).includes(String(name));
    case "networks":
      return networksOf(topology, pair).includes(String(name));
    case "bigIps":
      return namesOf(pair, "bigIps").includes(String(name));
    default:
      return true;
  }
}

function hostsOf(pair: SipServerPair): string[] {
  return [...serversOf(pair).map(({ host }) => host), ...namesOf(pair, "hosts")];
}

/** Those of its virtual IP and of its servers' hosts. */
function networksOf(topology: Topology, pair: SipServerPair): string[] {
  const interfaces = serversOf(pair).flatMap(({ host }) => topology.hosts.get(host)?.interfaces ?? []);
  const claim = virtualIpOf(pair, topology);
  return [...interfaces.map(({ network }) => network), ...(claim === undefined ? [] : [claim.network])];
}

/** The elements that the pair's option names, of a kind or of any. */
export function namesOf(pair: SipServerPair, kind?: ElementKind): string[] {
  return optionOf(pair)
    .references.filter((place) => kind === undefined || place.kind === kind)
    .flatMap(({ path }) => valuesAt(pair.highAvailability, path))
    .filter((name) => typeof name === "string");
}

function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  const [key, ...rest] = path;
  if (key === undefined) return [value];
  if (typeof value !== "object" || value === null) return [];
  if (key === "[]" || key === "*") return Object.values(value).flatMap((item) => valuesAt(item, rest));
  return valuesAt((value as Readonly<Record<string, unknown>>)[key], rest);
}
