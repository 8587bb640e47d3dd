import type { SipServerPair } from "../../model/pair";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { virtualIpOf } from "../../options";
import type { ScenarioResult } from "../../simulation/result";

/** Up to how many pairs each is told in full: a page of them is read, one of three hundred is searched. */
export const FEW_PAIRS = 12;

/** Up to how many pairs are drawn together. */
export const DRAWN_TOGETHER = 6;

/** What is told of a pair. */
export interface Told {
  /** The earlier pair whose course is the same but for names, by scenario; what is told there is not told again. */
  readonly like: ReadonlyMap<string, string>;
  /** Whether the others are told in full, with their courses; else a line each. */
  readonly isFull: boolean;
}

/**
 * What is told of each pair, by its name. Of few pairs everything is. Of many, a course that differs from an earlier pair's in names alone is told there,
 * and of those that have anything of their own as many are told in full as there are in a small environment: so no environment is too large to be read.
 */
export function toldOf(topology: Topology, results: readonly ScenarioResult[]): ReadonlyMap<string, Told> {
  const isMany = topology.pairs.size > FEW_PAIRS;
  const likes = new Map([...topology.pairs.keys()].map((name) => [name, new Map<string, string>()]));
  const first = new Map<string, string>();
  const own = new Set<string>();
  const masks = new Map([...topology.pairs.values()].map((pair) => [pair.name, maskOf(topology, pair)]));
  for (const result of results) {
    const course = isMany ? masks.get(result.pair)!(JSON.stringify({ ...result, pair: "" })) : undefined;
    const earlier = course === undefined ? undefined : first.get(course);
    if (earlier !== undefined) likes.get(result.pair)!.set(result.scenario.name, earlier);
    else {
      own.add(result.pair);
      if (course !== undefined) first.set(course, result.pair);
    }
  }
  const full = new Set([...own].slice(0, FEW_PAIRS));
  return new Map([...likes].map(([name, like]) => [name, { like, isFull: full.has(name) }]));
}

/** The pairs that are told in full. */
export function exemplaryPairs(told: ReadonlyMap<string, Told>): readonly string[] {
  return [...told].filter(([, { isFull }]) => isFull).map(([name]) => name);
}

/** Takes a pair's own names out of a text, the longest first. */
function maskOf(topology: Topology, pair: SipServerPair): (text: string) => string {
  const claim = virtualIpOf(pair, topology);
  const [primary, backup] = serversOf(pair);
  const own = [primary.application, backup.application, primary.host, backup.host, claim?.address, pair.name];
  const marks = new Map(own.flatMap((name, index) => (name === undefined ? [] : [[name, `\u0001${index}`] as const])));
  const names = [...marks.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  return (text) => text.replace(pattern, (name) => marks.get(name)!);
}
