import { ELEMENT_KINDS, type ElementKind } from "../model/element";
import { grouped } from "../model/grouped";
import { onceFor } from "../model/once-for";
import type { Path } from "../model/origin";
import { hostNamesOf, type SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf, virtualIpOf } from "../options";

/** The pairs, of either side, whose service a change at the path affects; all pairs if the change affects none in particular. */
export function affectedPairs(path: Path, was: Topology, is: Topology): string[] {
  const [kind, name] = path;
  const isOfElement = ELEMENT_KINDS.some((one) => one === kind);
  const pairs = [was, is].flatMap((topology) =>
    isOfElement ? (pairsOfElements(topology).get(`${kind} ${name}`) ?? []) : [...topology.pairs.values()],
  );
  return [...new Set(pairs.map((pair) => pair.name))].sort();
}

/** The pairs that a change of an element affects, by the element's kind and name. They are collected once, because every element of a model is looked up. */
const pairsOfElements = onceFor((topology: Topology) =>
  grouped(topology.pairs.values(), (pair) => elementsOf(topology, pair)),
);

function elementsOf(topology: Topology, pair: SipServerPair): string[] {
  return [
    `pairs ${pair.name}`,
    ...hostsOf(pair).map((name) => `hosts ${name}`),
    ...networksOf(topology, pair).map((name) => `networks ${name}`),
    ...namesOf(pair, "bigIps").map((name) => `bigIps ${name}`),
  ];
}

function hostsOf(pair: SipServerPair): string[] {
  return [...hostNamesOf(pair), ...namesOf(pair, "hosts")];
}

/** The networks of the pair's virtual IP and of its servers' hosts. */
function networksOf(topology: Topology, pair: SipServerPair): string[] {
  const interfaces = hostNamesOf(pair).flatMap((host) => topology.hosts.get(host)?.interfaces ?? []);
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
