import { TRANSPORTS, type Transport } from "../model/pair";
import { PACES, type Pace } from "../operation/span";
import { clientRecovery } from "./client-recovery";
import type { Course } from "./course";
import { NOTHING, OUTAGE_PARTS, type OutagePart, type OutageSplit, splitOutage } from "./outage-split";
import type { Setting } from "./setting";
import { longestOf, togetherOf, unansweredIn } from "./unanswered";

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

/** One pace of it. */
interface PaceOutage {
  readonly unanswered: Bound;
  readonly together: Bound;
  readonly split: OutageSplit | Exclude<Bound, number>;
  readonly clients: Readonly<Partial<Record<Transport, Bound>>>;
}

/** The outage in three courses; those that could not be followed are left out. */
export function outageIn(setting: Setting, courses: Readonly<Partial<Record<Pace, Course>>>): ScenarioOutage {
  const transports = TRANSPORTS.filter((one) => setting.pair.sip.transports.includes(one));
  const { minimum, typical, maximum } = {
    minimum: paceOutage(setting, courses.minimum, transports),
    typical: paceOutage(setting, courses.typical, transports),
    maximum: paceOutage(setting, courses.maximum, transports),
  };
  const paced = (of: (one: PaceOutage) => Bound): Bounds => ({
    minimum: of(minimum),
    typical: of(typical),
    maximum: of(maximum),
  });
  const bounds = (of: (one: PaceOutage) => Bound): Bounds => inOrder(paced(of));
  const parts = {} as Record<OutagePart, Bounds>;
  for (const part of OUTAGE_PARTS)
    parts[part] = paced(({ split }) => (typeof split === "string" ? split : split[part]));
  return {
    unanswered: bounds((one) => one.unanswered),
    longest: inOrder(totalsOf(parts)),
    parts,
    clients: transports.map((transport) => ({ transport, recovery: bounds(({ clients }) => clients[transport]!) })),
    together: bounds((one) => one.together),
  };
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
function inOrder(paced: Bounds): Bounds {
  const sorted = PACES.map((pace) => paced[pace]).sort((one, other) => lengthOf(one) - lengthOf(other));
  return { minimum: sorted[0]!, typical: paced.typical, maximum: sorted[2]! };
}

/** What is not known comes after all that is, and beside what has no end. */
function lengthOf(bound: Bound): number {
  return typeof bound === "number" ? bound : Number.MAX_VALUE;
}

function paceOutage(setting: Setting, course: Course | undefined, transports: readonly Transport[]): PaceOutage {
  if (course === undefined) return wholly("not-evaluated", transports);
  const { services, timeline, milestones, pace } = course.run;
  const intervals = unansweredIn(services);
  const longest = longestOf(intervals);
  if (longest?.to === Number.POSITIVE_INFINITY) return wholly("does-not-end", transports);
  const unanswered = longest === undefined ? 0 : longest.to - longest.from;
  const clients: Partial<Record<Transport, number>> = {};
  let slowest = 0;
  for (const transport of transports) {
    const recovery = clientRecovery(setting, transport, unanswered, pace);
    clients[transport] = recovery;
    slowest = Math.max(slowest, recovery);
  }
  const split = longest === undefined ? NOTHING : splitOutage(longest, timeline, milestones);
  return { unanswered, together: togetherOf(intervals), split: { ...split, clientRecovery: slowest }, clients };
}

function wholly(bound: Exclude<Bound, number>, transports: readonly Transport[]): PaceOutage {
  const clients = Object.fromEntries(transports.map((transport) => [transport, bound]));
  return { unanswered: bound, together: bound, split: bound, clients };
}
