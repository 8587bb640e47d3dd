import { PACES } from "../../lib/operation/span";
import type { Run, TimelineEntry } from "../../lib/simulation/run";
import type { PredictedEvent } from "./order-of-events";

/** Each kind of timeline line that the field can see as well, and the common name of the event. */
const LINES: readonly (readonly [RegExp, (...words: string[]) => readonly string[]])[] = [
  [/^\S+ counts (\S+) as lost$/, (host) => [`${host} lost`]],
  [/^\S+ is connected to the agent on (\S+)$/, (host) => [`${host} connected`]],
  [/^\S+ learns that (\S+) has ended$/, (application) => [`${application} died`]],
  [/^\S+ learns that (\S+) cannot serve$/, (application) => [`${application} cannot serve`]],
  [
    /^\S+ orders (\S+) to be primary and (\S+) to be backup$/,
    (to, from) => [`${from} to be backup`, `${to} to be primary`],
  ],
  [/^\S+ orders (\S+) to be (primary|backup)$/, (application, role) => [`${application} to be ${role}`]],
  [/^Message Server raises (\S+)$/, (condition) => [`${condition} raised`]],
  [/^Message Server gets no event (\d+)$/, (event) => [`event ${event} lost`]],
  [/^\S+ starts (\S+)$/, (application) => [`start ${application}`]],
  [/^\S+ cannot start (\S+)$/, (application) => [`cannot start ${application}`]],
  // `announce` ends with 3 if it finds no address; that is no failure.
  [/^\S+ announce ends with code 3$/, () => []],
  [/^(\S+) (up|down|announce) ends with code \d+$/, (host, action) => [`${action} fails on ${host}`]],
  [/^(\S+) releases \S+$/, (host) => [`${host} releases the virtual IP`]],
  [/^(\S+) takes \S+$/, (host) => [`${host} has the virtual IP`]],
  [/^a caller on the network sends to (\S+)$/, (host) => [`the client sends to ${host}`]],
];

/**
 * Lines that the field cannot see: what a program knows and does not report, and what only tidies up. A line that is neither here nor above is an error,
 * so that nothing new in the simulation is left out of the comparison by accident.
 */
const UNSEEN = [
  /^scenario /,
  /^the gateway sends to /,
  /^\S+ is (primary|backup)$/,
  /^\S+ runs$/,
  /^\S+ has booted$/,
  /^Message Server clears /,
  /^Message Server starts nothing for /,
  /^\S+ does not start \S+ again$/,
  /^\S+ announces the virtual IP again$/,
  /^\S+ stops announcing$/,
];

/** The names of a line of the timeline; none if the field cannot see it. @throws Error if the line is not known */
export function textsOf({ actor, action }: Pick<TimelineEntry, "actor" | "action">): readonly string[] {
  const line = `${actor} ${action}`;
  for (const [pattern, texts] of LINES) {
    const found = pattern.exec(line);
    if (found !== null) return texts(...found.slice(1));
  }
  if (UNSEEN.some((pattern) => pattern.test(line))) return [];
  throw new Error(`no name for: ${line}`);
}

/** An event of one course, with its line in the timeline. */
interface SimulatedEvent {
  readonly at: number;
  readonly text: string;
  readonly line: number;
}

/** The events of a scenario, from its courses at each pace. @throws Error if the paces do not lead to the same events, because then nothing is predicted */
export function predictedEvents(runs: Readonly<Record<(typeof PACES)[number], Run>>): PredictedEvent[] {
  const [minimum, typical, maximum] = PACES.map((pace) => simulatedEvents(runs[pace]));
  const places = [minimum!, maximum!].map((events) => timesByText(events));
  const { timeline } = runs.typical;
  const counts = new Map<string, number>();
  const order = typical!.map(({ text, line }): PredictedEvent => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count + 1);
    const [earliest, latest] = places.map((times) => times.get(text)?.[count]);
    if (earliest === undefined || latest === undefined) throw new Error(`not at every pace: ${text}`);
    const ancestors = ancestorsOf(timeline, line);
    const after = typical!.flatMap((one, index) => (ancestors.has(one.line) ? [index] : []));
    return { text, earliest, latest, after: new Set(after) };
  });
  for (const events of [minimum!, maximum!])
    if (events.length !== order.length)
      throw new Error(`not at every pace: ${events.map(({ text }) => text).join(", ")}`);
  return order;
}

function simulatedEvents({ timeline, services }: Run): SimulatedEvent[] {
  const told = timeline.flatMap((entry, line) => textsOf(entry).map((text) => ({ at: entry.at, text, line })));
  let by = services[0]!.by;
  const answers = services.flatMap((change): SimulatedEvent[] => {
    if (change.by === undefined || change.by === by) return [];
    by = change.by;
    // In the simulation calls come through the gateway; here the probe comes from the client. It is answered once its own neighbour entry is right, which takes the same time.
    const own = timeline.findLastIndex(({ at, actor }) => at === change.at && actor === "a caller on the network");
    return [{ at: change.at, text: `${by} answers`, line: Math.max(own, change.cause) + 0.5 }];
  });
  return [...told, ...answers].toSorted((a, b) => a.line - b.line);
}

function timesByText(events: readonly SimulatedEvent[]): Map<string, number[]> {
  const times = new Map<string, number[]>();
  for (const { text, at } of events) times.set(text, [...(times.get(text) ?? []), at]);
  return times;
}

function ancestorsOf(timeline: readonly TimelineEntry[], line: number): Set<number> {
  const ancestors = new Set<number>();
  // An answer is placed half a line after the line that leads to it.
  let next = Number.isInteger(line) ? timeline[line]!.causedBy : Math.floor(line);
  while (next !== undefined) {
    ancestors.add(next);
    next = timeline[next]!.causedBy;
  }
  return ancestors;
}
