import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { virtualIpOf } from "../options";
import { gravest, type PlannedEffect, plannedEffect } from "../options/effect";
import type { Change } from "./change";
import type { OptionChange } from "./changed-options";
import { counterpartOf } from "./counterpart";

/**
 * What becomes of what serves a pair now, by its option's way out.
 *  - `released`: it serves nobody, and stays.
 *  - `taken down`: it goes as well, and the option makes another one.
 *  - `left`: it goes, and what remains of the option elsewhere goes at last.
 */
export type Departure = "released" | "taken down" | "left";

/**
 * How a pair comes to be served, by its option's way in.
 *  - `again`: by what was released.
 *  - `renamed`: the same, by scripts of another name.
 *  - `anew`: by what the option makes in the place of what was taken down.
 *  - `moved`: by another option than before.
 *  - `first`: nobody has served it before.
 */
export type Arrival = "again" | "renamed" | "anew" | "moved" | "first";

/** What the changes ask for at one pair. */
export interface PairWork {
  readonly name: string;
  /** What to be prepared for. */
  readonly effect: PlannedEffect;
  /** How its servers are started again; undefined where they are not. */
  readonly restart?: "one after the other" | "both" | undefined;
  /** Undefined where what serves it goes on. */
  readonly departure?: Departure | undefined;
  /** Undefined where it is not released, and where it is gone. */
  readonly arrival?: Arrival | undefined;
}

/** The pairs at which something is to be done, by name. */
export function pairWorks(
  was: Topology,
  is: Topology,
  changes: readonly Change[],
  options: readonly OptionChange[],
): PairWork[] {
  const names = [...new Set([...was.pairs.keys(), ...is.pairs.keys()])].sort();
  return names.flatMap((name): PairWork[] => {
    const own = changes.filter(({ pairs }) => pairs.includes(name));
    const set = options.filter(({ pair }) => pair === name || pair === undefined);
    const effect = gravest([...own, ...set].map(plannedEffect));
    const [old, now] = [was.pairs.get(name), is.pairs.get(name)];
    const departure = old && departureOf(old, was, is, own);
    const arrival = now && arrivalOf(now, was, is, departure);
    if (effect === "none" && arrival === undefined) return [];
    const restarts = [...own, ...set].filter((one) => one.restarts);
    const gravestRestart = gravest(restarts.map(plannedEffect));
    const restart =
      restarts.length === 0 || now === undefined || arrival === "first"
        ? undefined
        : gravestRestart === "outage"
          ? "both"
          : "one after the other";
    return [{ name, effect, restart, departure, arrival }];
  });
}

function departureOf(pair: SipServerPair, was: Topology, is: Topology, own: readonly Change[]): Departure | undefined {
  if (!isOfOption(counterpartOf(pair, was, is), pair)) return "left";
  const releasing = own.filter((change) => change.releases && isOfPair(change, pair, was));
  if (releasing.length === 0) return undefined;
  return releasing.some(({ removes }) => removes) ? "taken down" : "released";
}

function arrivalOf(
  pair: SipServerPair,
  was: Topology,
  is: Topology,
  departure: Departure | undefined,
): Arrival | undefined {
  const before = counterpartOf(pair, is, was);
  if (before === undefined) return "first";
  if (!isOfOption(before, pair)) return "moved";
  if (before.name !== pair.name) return "renamed";
  if (departure === undefined) return undefined;
  return departure === "released" ? "again" : "anew";
}

function isOfOption(one: SipServerPair | undefined, other: SipServerPair): boolean {
  return one?.highAvailability.option === other.highAvailability.option;
}

/** Of the pairs on a network only those are released that have their virtual IP there. */
function isOfPair({ path }: Change, pair: SipServerPair, was: Topology): boolean {
  return path[0] !== "networks" || virtualIpOf(pair, was)?.network === path[1];
}
