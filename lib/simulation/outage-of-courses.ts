import { TRANSPORTS, type Transport } from "../model/pair";
import type { Pace } from "../operation/span";
import { callerTransports, clientRecovery } from "./client-recovery";
import type { Course } from "./course";
import { NOTHING, OUTAGE_PARTS, type OutagePart, type OutageSplit } from "./outage-parts";
import { splitOutage } from "./outage-split";
import { type Bound, type Bounds, inOrder, type ScenarioOutage, totalsOf } from "./scenario-outage";
import type { Setting } from "./setting";
import { lengthOf, longestOf, togetherOf, unansweredIn } from "./unanswered";

/** One pace of an outage. */
interface PaceOutage {
  readonly unanswered: Bound;
  readonly together: Bound;
  readonly split: OutageSplit | Exclude<Bound, number>;
  readonly clients: Readonly<Partial<Record<Transport, Bound>>>;
}

/** The outage in three courses; courses that could not be followed are left out. */
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

function paceOutage(setting: Setting, course: Course | undefined, transports: readonly Transport[]): PaceOutage {
  if (course === undefined) return wholly("not-evaluated", transports);
  const { services, timeline, milestones, pace } = course.run;
  const intervals = unansweredIn(services);
  const longest = longestOf(intervals);
  const unanswered = lengthOf(longest);
  if (typeof unanswered !== "number") return wholly(unanswered, transports);
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
