import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { virtualIpOf } from "../options";
import { gravest, type PlannedEffect, plannedEffect } from "../options/effect";
import type { Change } from "./change";
import type { OptionChange } from "./changed-options";
import { counterpartOf, followersOf } from "./counterpart";

/**
 * What happens to whatever serves a pair now, by its option's way out.
 *  - `released`: it serves nobody, and stays.
 *  - `taken down`: it is also removed, and the option creates another one.
 *  - `left`: it is removed, and what remains of the option elsewhere is removed at the end.
 */
export type Departure = "released" | "taken down" | "left";

/**
 * How a pair comes to be served, by its option's way in.
 *  - `again`: by what was released.
 *  - `renamed`: by the same under another name, because scripts have the pair's name.
 *  - `anew`: by what the option creates instead of what was taken down.
 *  - `moved`: by another option than before.
 *  - `beside`: by another option, while the earlier option serves until nobody uses it any more.
 *  - `first`: nobody has served it before.
 */
export type Arrival = "again" | "renamed" | "anew" | "moved" | "beside" | "first";

/** What the changes require at one pair. */
export interface PairWork {
  readonly name: string;
  /** The effect to be prepared for. */
  readonly effect: PlannedEffect;
  /** How its servers are restarted; undefined if they are not. */
  readonly restart?: "one after the other" | "both" | undefined;
  /** The server that is away while the other one serves; undefined if none is, or both are restarted. */
  readonly away?: "primary" | "backup" | undefined;
  /** Undefined if what serves it goes on. */
  readonly departure?: Departure | undefined;
  /** Undefined if it is not released, or is removed. */
  readonly arrival?: Arrival | undefined;
  /** The heading in its chapter of the runbook with the whole way, if it is moved beside what serves it. */
  readonly beside?: string | undefined;
}

/** The pairs at which something is to be done, by name. */
export function pairWorks(
  was: Topology,
  is: Topology,
  changes: readonly Change[],
  options: readonly OptionChange[],
): PairWork[] {
  const names = [...new Set([...was.pairs.keys(), ...is.pairs.keys()])].sort();
  const departures = new Map(
    [...was.pairs.values()].map((pair) => [pair.name, departureOf(pair, was, is, changes, options)] as const),
  );
  return names.flatMap((name): PairWork[] => {
    const own = changesAt(name, changes);
    const set = optionsAt(name, options);
    const now = is.pairs.get(name);
    // A pair that continues under another name is part of the work of that pair.
    const isRenamed = now === undefined && followersOf(was.pairs.get(name)!, was, is).length > 0;
    const effect = isRenamed ? "none" : gravest([...own, ...set].map(plannedEffect));
    const heading = own.find(({ beside }) => beside !== undefined)?.beside;
    // Its chapter has its own maintenance window, and restarts the servers in it.
    if (heading !== undefined) return [{ name, effect: "none", arrival: "beside", beside: heading }];
    const before = now && counterpartOf(now, is, was);
    const departure = departures.get(name);
    const arrival = now && arrivalOf(now, before, before && departures.get(before.name));
    if (effect === "none" && arrival === undefined && departure === undefined) return [];
    const away = before === undefined ? [] : rolesAway(before, own);
    const isReleased = before !== undefined && departures.get(before.name) !== undefined;
    const restart =
      now === undefined || arrival === "first" ? undefined : restartOf([...own, ...set], away, isReleased);
    return [
      {
        name,
        // Nobody misses what never existed.
        effect: arrival === "first" ? "none" : effect,
        restart,
        away: restart === "both" ? undefined : away[0],
        departure,
        arrival,
      },
    ];
  });
}

/** The changes that affect a pair's service, each with its effect on this pair. */
export function changesAt(name: string, changes: readonly Change[]): Change[] {
  return changes.filter(({ pairs }) => pairs.includes(name)).map((change) => changeOf(change, name));
}

/** The changed options that its servers get. */
export function optionsAt(name: string, options: readonly OptionChange[]): OptionChange[] {
  return options.filter(({ pair }) => pair === name || pair === undefined);
}

/** The effect of a change on one pair. */
function changeOf(change: Change, name: string): Change {
  const effect = change.ofPair?.[name];
  if (effect === undefined) return change;
  const { path, element, kind, pairs } = change;
  return { path, element, kind, pairs, ...effect };
}

/** The servers whose hosts are away. */
function rolesAway(pair: SipServerPair, own: readonly Change[]): ("primary" | "backup")[] {
  const hosts = new Set(own.map((change) => change.away));
  return (["primary", "backup"] as const).filter((role) => hosts.has(pair[role].host));
}

/** @param isReleased whether nobody is served meanwhile, so that no backup can serve instead of a primary that is away */
function restartOf(
  all: readonly (Change | OptionChange)[],
  away: readonly string[],
  isReleased = false,
): PairWork["restart"] {
  const restarts = all.filter((one) => one.restarts);
  if (away.length > 1 || (isReleased && away.includes("primary")) || gravest(restarts.map(plannedEffect)) === "outage")
    return "both";
  return restarts.length === 0 ? undefined : "one after the other";
}

function departureOf(
  pair: SipServerPair,
  was: Topology,
  is: Topology,
  changes: readonly Change[],
  options: readonly OptionChange[],
): Departure | undefined {
  const followers = followersOf(pair, was, is);
  // A pair that has its servers nevertheless is another pair into which they were merged.
  const next = followers[0] ?? counterpartOf(pair, was, is);
  if (!isOfOption(next, pair)) return "left";
  if (followers.length === 0) return "taken down";
  const own = followers.flatMap(({ name }) => changesAt(name, changes));
  const releasing = own.filter((change) => change.releases && isOfPair(change, pair, was));
  if (releasing.length === 0) {
    // Both are stopped where they serve, and a host that changes then may have what they serve through.
    const away = rolesAway(pair, own);
    const set = followers.flatMap(({ name }) => optionsAt(name, options));
    return away.length > 0 && restartOf([...own, ...set], away) === "both" ? "released" : undefined;
  }
  return releasing.some(({ removes }) => removes) ? "taken down" : "released";
}

function arrivalOf(
  pair: SipServerPair,
  before: SipServerPair | undefined,
  departure: Departure | undefined,
): Arrival | undefined {
  if (before === undefined) return "first";
  if (!isOfOption(before, pair)) return "moved";
  if (departure === undefined) return undefined;
  if (before.name !== pair.name) return "renamed";
  return departure === "released" ? "again" : "anew";
}

function isOfOption(one: SipServerPair | undefined, other: SipServerPair): boolean {
  return one?.highAvailability.option === other.highAvailability.option;
}

/** Of the pairs on a network, only those with their virtual IP there are released. */
function isOfPair({ path }: Change, pair: SipServerPair, was: Topology): boolean {
  return path[0] !== "networks" || virtualIpOf(pair, was)?.network === path[1];
}
