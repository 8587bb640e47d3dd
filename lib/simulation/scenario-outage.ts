import type { Transport } from "../model/pair";
import { PACES, type Pace } from "../operation/span";
import { OUTAGE_PARTS, type OutagePart } from "./outage-parts";

/** Milliseconds; or `does-not-end` if the outage does not end by itself while the scenario is watched; or `not-evaluated` if the course could not be followed. */
export type Bound = number | "does-not-end" | "not-evaluated";

/**
 * A time at each pace. For a whole outage these are the shortest, the usual and the longest time: because of races, the quickest course is not always the
 * shortest, nor the slowest the longest. For a part, these are the times of the quick, the usual and the slow course.
 */
export type Bounds = Readonly<Record<Pace, Bound>>;

/** How long a pair is out of service in a scenario. */
export interface ScenarioOutage {
  /** The longest interval in which the pair answers no new call. */
  readonly unanswered: Bounds;
  /** The same until callers are through again, over the slowest of the pair's transports. */
  readonly longest: Bounds;
  /** Its parts in each course: the parts of a pace add up to the outage of that course. If the outage does not end, neither does any part. */
  readonly parts: Readonly<Record<OutagePart, Bounds>>;
  /** What callers need after the pair answers again, for each of the pair's transports. */
  readonly clients: readonly { readonly transport: Transport; readonly recovery: Bounds }[];
  /** The total of all intervals in which the pair answers no new call. */
  readonly together: Bounds;
}

/** The total of the parts of each course: how long it takes until callers are through. */
export function totalsOf(parts: ScenarioOutage["parts"]): Bounds {
  const total = (pace: Pace): Bound => {
    let sum = 0;
    for (const part of OUTAGE_PARTS) {
      const bound = parts[part][pace];
      if (typeof bound === "string") return bound;
      sum += bound;
    }
    return sum;
  };
  return { minimum: total("minimum"), typical: total("typical"), maximum: total("maximum") };
}

/** The shortest first, the longest last; the usual one stays. */
export function inOrder(paced: Bounds): Bounds {
  const sorted = PACES.map((pace) => paced[pace]).sort((one, other) => rankOf(one) - rankOf(other));
  return { minimum: sorted[0]!, typical: paced.typical, maximum: sorted[2]! };
}

/** Values that are not known come after all known values, next to those without an end. */
function rankOf(bound: Bound): number {
  return typeof bound === "number" ? bound : Number.MAX_VALUE;
}
