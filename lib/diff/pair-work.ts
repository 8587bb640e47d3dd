import type { Topology } from "../model/topology";
import { optionOf, virtualIpOf } from "../options";
import { gravest, type PlannedEffect, plannedEffect } from "../options/effect";
import type { Change } from "./change";
import type { OptionChange } from "./changed-options";

/** What the changes ask for at one pair. */
export interface PairWork {
  readonly name: string;
  /** What to be prepared for. */
  readonly effect: PlannedEffect;
  /** How its servers are started again; undefined where they are not. */
  readonly restart?: "one after the other" | "both" | undefined;
  /** Whether what serves callers now is released first. */
  readonly isReleased: boolean;
  /** Whether it is another option, or the pair is there on one side alone. */
  readonly isMoved: boolean;
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
    const isMoved = old?.highAvailability.option !== now?.highAvailability.option;
    if (effect === "none" && !isMoved) return [];
    const restarts = [...own, ...set].filter((one) => one.restarts);
    const gravestRestart = gravest(restarts.map(plannedEffect));
    // A new pair has no servers that run, unless it takes those of another.
    const isNew = old === undefined && !own.some((change) => change.restarts);
    const restart =
      restarts.length === 0 || now === undefined || isNew
        ? undefined
        : gravestRestart === "outage"
          ? "both"
          : "one after the other";
    const isReleased = old !== undefined && own.some((change) => change.releases && isOfPair(change, name, was));
    return [{ name, effect, restart, isReleased, isMoved }];
  });
}

/** Of the pairs on a network only those are released that have their virtual IP there. */
function isOfPair({ path }: Change, name: string, was: Topology): boolean {
  return path[0] !== "networks" || virtualIpOf(was.pairs.get(name)!, was)?.network === path[1];
}

/** The steps by which a pair leaves what it has, as its option knows them. */
export function leavingSteps(was: Topology, name: string) {
  const pair = was.pairs.get(name)!;
  return optionOf(pair).leaving?.(was, pair) ?? { beforeApply: [], afterwards: [] };
}
