import { hostNamesOf, type SipServerPair } from "../model/pair";
import { renamedHosts } from "../model/renamed-hosts";
import type { Topology } from "../model/topology";
import { optionOf, virtualIpOf } from "../options";
import type { Arriving, Earlier, Leaving } from "../options/moving";
import { namesOf } from "./affected-pairs";
import { counterpartOf, followersOf } from "./counterpart";
import type { Arrival, Departure, PairWork } from "./pair-work";

/** The parts of an option's way in that each arrival needs. A pair that is new, or moved beside what serves it, goes through its chapter of the runbook instead. */
const ARRIVALS: Readonly<Record<Arrival, readonly ArrivalStep[]>> = {
  again: ["beforeStart", "afterStart"],
  renamed: ["preparing", "beforeStart", "scripts", "afterStart"],
  anew: ["preparing", "beforeStart", "scripts", "afterStart"],
  moved: ["preparing", "ahead", "beforeStart", "scripts", "afterStart", "callers"],
  beside: [],
  first: ["preparing"],
};

type ArrivalStep = keyof Arriving | "preparing" | "scripts";

const DEPARTURES: Readonly<Record<Departure, readonly (keyof Leaving)[]>> = {
  released: ["release"],
  "taken down": ["release", "removal"],
  left: ["release", "removal", "beforeStart", "afterwards"],
};

/** The steps of the pairs' ways out that are due then. */
export function departing(
  was: Topology,
  is: Topology | undefined,
  works: readonly PairWork[],
  ...due: readonly (keyof Leaving)[]
): string[] {
  return works.flatMap(({ name, departure }) => {
    if (departure === undefined) return [];
    const pair = was.pairs.get(name)!;
    const isServed = is !== undefined && followersOf(pair, was, is).length > 0;
    const steps = optionOf(pair).leaving(was, pair, { topology: is, isServed });
    return DEPARTURES[departure].filter((key) => due.includes(key)).flatMap((key) => of(name, steps[key]));
  });
}

/** The steps of the pairs' ways in that are due then. */
export function arriving(was: Topology, is: Topology, works: readonly PairWork[], due: ArrivalStep): string[] {
  return works.flatMap(({ name, arrival, restart }) => {
    if (arrival === undefined || !ARRIVALS[arrival].includes(due)) return [];
    const pair = is.pairs.get(name)!;
    const option = optionOf(pair);
    const earlier = earlierOf(pair, was, is);
    if (due === "preparing")
      return isPrepared(pair, was, is) ? [] : of(name, option.preparing?.(is, pair, earlier) ?? []);
    if (due === "scripts")
      return option.runsScripts && !(arrival === "anew" && isPrepared(pair, was, is))
        ? of(name, [
            `prove its scripts on the hosts, as its chapter in the runbook says${restart === "both" ? "; its servers stay stopped" : ""}.`,
          ])
        : [];
    const steps = option.arriving(is, pair, earlier)[due];
    return due === "callers" && isSame(steps, callersBefore(was, is, name)) ? [] : of(name, steps);
  });
}

/** The chapter of each pair that nothing has served before. */
export function firstTime(works: readonly PairWork[]): string[] {
  return works
    .filter(({ arrival }) => arrival === "first")
    .map(
      ({ name }) =>
        `Pair ${name} is not in service yet: check that the Switch is chosen on its primary and HA sync ticked on both of its SIP Servers, as chapter 2 of the runbook says. Then go through its own chapter there, from its beginning to the manual switchover back.`,
    );
}

/** The way of each pair that comes to another option beside what serves it. */
export function beside(works: readonly PairWork[]): string[] {
  const others = works.some(({ arrival }) => arrival !== "beside");
  return works.flatMap(({ name, beside: heading }) =>
    heading === undefined
      ? []
      : [
          `Pair ${name}: go through "${heading}" of its chapter in the runbook, up to and including the step that releases what served it before. Callers are served throughout.${others ? " Do that before the other pairs change, with their part of the environment as it was." : ""} The steps below are the rest of it.`,
        ],
  );
}

/** Whether the same option already has the pair's hosts and devices. */
function isPrepared(pair: SipServerPair, was: Topology, is: Topology): boolean {
  const before = counterpartOf(pair, is, was);
  if (before?.highAvailability.option !== pair.highAvailability.option) return false;
  const renamed = renamedHosts(was, is);
  const machines = (one: SipServerPair, { hosts }: Topology) => [
    ...hostNamesOf(one).map((host) => String([renamed.get(host)?.name ?? host, hosts.get(host)!.os])),
    ...namesOf(one, "bigIps"),
  ];
  const known = machines(before, was);
  return machines(pair, is).every((machine) => known.includes(machine));
}

function earlierOf(pair: SipServerPair, was: Topology, is: Topology): Earlier | undefined {
  const before = counterpartOf(pair, is, was);
  return before && { topology: was, pair: before, virtualIp: virtualIpOf(before, was)?.address };
}

/** Where callers of the pair are pointed now. */
function callersBefore(was: Topology, is: Topology, name: string): readonly string[] {
  const pair = counterpartOf(is.pairs.get(name)!, is, was);
  return pair === undefined ? [] : optionOf(pair).arriving(was, pair).callers;
}

function isSame(steps: readonly string[], others: readonly string[]): boolean {
  return steps.join("\n") === others.join("\n");
}

function of(name: string, steps: readonly string[]): string[] {
  return steps.map((step) => `Pair ${name}: ${step}`);
}
