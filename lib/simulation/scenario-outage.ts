import type { Transport } from "../model/pair";
import { PACES, type Pace } from "../operation/span";
import { OUTAGE_PARTS, type OutagePart } from "./outage-parts";

/** Milliseconds; or that it does not end by itself while the scenario is watched; or that the course could not be followed. */
export type Bound = number | "does-not-end" | "not-evaluated";

/**
 * A time at each pace. Of a whole outage it is the shortest, the usual and the longest time: as things race, the quickest course need not be the
 * shortest, nor the slowest the longest. Of a part, it is that of the quick, the usual and the slow course.
 */
export type Bounds = Readonly<Record<Pace, Bound>>;

/** How long a pair is out in a scenario. */
export interface ScenarioOutage {
  /** The longest interval in which the pair answers no new call. */
  readonly unanswered: Bounds;
  /** The same until callers are through again, over the slowest of the pair's transports. */
  readonly longest: Bounds;
  /** What it is made of in each course: those of a pace add up to the length of that course. Where it does not end, so does every part. */
  readonly parts: Readonly<Record<OutagePart, Bounds>>;
  /** What callers need after the pair answers again, for each of the pair's transports. */
  readonly clients: readonly { readonly transport: Transport; readonly recovery: Bounds }[];
  /** All intervals in which the pair answers no new call, together. */
  readonly together: Bounds;
}

/** What the parts of each course add up to: how long it takes until callers are through. */
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

/** What is not known comes after all that is, and beside what has no end. */
function rankOf(bound: Bound): number {
  return typeof bound === "number" ? bound : Number.MAX_VALUE;
}
