import type { SipServerPair } from "../../model/pair";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { virtualIpOf } from "../../options";
import type { ScenarioResult } from "../../simulation/result";

/** Up to this many pairs, the report describes each pair in full: people read a page with a few pairs, but search one with three hundred. */
export const FEW_PAIRS = 12;

/** Up to this many pairs, one diagram shows all of them. */
export const DRAWN_TOGETHER = 6;

/** What the report describes of a pair. */
export interface Told {
  /** By scenario: the earlier pair whose course is the same except for names. The report does not repeat what it has described there. */
  readonly like: ReadonlyMap<string, string>;
  /** Whether the other scenarios are described in full, with their courses; otherwise they get one line each. */
  readonly isFull: boolean;
}

/**
 * What the report describes of each pair, by name. With few pairs, it describes everything. With many, a course that differs from an earlier pair's only in
 * names is described only at that pair. Of the pairs with a course of their own, only as many are described in full as a small environment has. So no
 * environment is too large to be read.
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

/** The pairs that the report describes in full. */
export function exemplaryPairs(told: ReadonlyMap<string, Told>): readonly string[] {
  return [...told].filter(([, { isFull }]) => isFull).map(([name]) => name);
}

/** Replaces a pair's own names in a text by marks, the longest name first. */
function maskOf(topology: Topology, pair: SipServerPair): (text: string) => string {
  const claim = virtualIpOf(pair, topology);
  const [primary, backup] = serversOf(pair);
  const own = [primary.application, backup.application, primary.host, backup.host, claim?.address, pair.name];
  const marks = new Map(own.flatMap((name, index) => (name === undefined ? [] : [[name, `\u0001${index}`] as const])));
  const names = [...marks.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "g");
  return (text) => text.replace(pattern, (name) => marks.get(name)!);
}
