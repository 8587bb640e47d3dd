import { TRANSPORTS, type Transport } from "../model/pair";
import { PACES, type Pace } from "../operation/span";
import { callerTransports, clientRecovery } from "./client-recovery";
import type { Course } from "./course";
import { NOTHING, OUTAGE_PARTS, type OutagePart, type OutageSplit } from "./outage-parts";
import { splitOutage } from "./outage-split";
import { type Bound, type Bounds, type ScenarioOutage, totalsOf } from "./scenario-outage";
import type { Setting } from "./setting";
import { longestOf, togetherOf, unansweredIn } from "./unanswered";

/** One pace of an outage. */
interface PaceOutage {
  readonly unanswered: Bound;
  readonly together: Bound;
  readonly split: OutageSplit | Exclude<Bound, number>;
  readonly clients: Readonly<Partial<Record<Transport, Bound>>>;
}

/** The outage in three courses; those that could not be followed are left out. */
export function outageIn(setting: Setting, courses: Readonly<Partial<Record<Pace, Course>>>): ScenarioOutage {
  const transports = TRANSPORTS.filter((one) => callerTransports(setting).includes(one));
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
