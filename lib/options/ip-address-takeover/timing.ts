import { isIpv6 } from "../../model/address";
import { milliseconds } from "../../model/duration";
import type { OperatingSystem } from "../../model/operating-system";
import { hostLossPart, type Outage, outageOf } from "../../model/outage";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { allowancesFor } from "../../operation/allowances";
import { AT_ONCE, exactly, type Span, sum } from "../../operation/span";
import {
  conductOf,
  controlServerAddresses,
  type IpAddressTakeover,
  operatingSystemOf,
  type TakeoverPair,
} from "./model";

/** How long the parts of a takeover take, without waiting for another run on the same host (`lockTimeout`). */
export interface TakeoverTiming {
  /** `up`, until the address is on the interface and the first announcement has left. */
  readonly up: Span;
  /** The same if nobody else has the address. */
  readonly unhinderedUp: Span;
  /** How long `up` waits for another holder at most, in milliseconds; 0 if it takes the address at once. */
  readonly waiting: number;
  /** `down`, until the address is off the interface. */
  readonly down: Span;
}

/** The parts of a control script's time on an operating system, in milliseconds. */
interface SystemTiming {
  /** A run from start to end. */
  readonly script: Span;
  /** One question to the network that nobody answers, and the pause before the next one. */
  readonly question: { readonly unanswered: number; readonly pause: number };
  /** From adding the address until it can be used, while the system itself looks for a duplicate. */
  readonly usable: Span;
  /** The same after the script has asked the network first, if that differs. */
  readonly usableAfterAsking?: Span;
  /** Whether the script asks the network with every policy. */
  readonly asksAlways?: boolean;
  /** Whether the script waits with every policy for a peer that still has the address, as the system does not use a duplicate. */
  readonly alwaysWaits: boolean;
  /** How long a watchdog at most asks the host of one Solution Control Server, and the gateway, if they do not answer. */
  readonly watchdogAsks: number;
  /**
   * From the look at which a watchdog begins to take the virtual IP back until it is on the interface, without the time in `usable`: the watchdog's
   * question that nobody answers, and the run of the control script with its own questions and pauses.
   */
  readonly takeBack: Span;
  /** Where the figures come from, for texts that show them. */
  readonly source: string;
}

const ALLOWANCES = "allowances, not measurements; the maximum is what the script waits at most";

/** Commands that take milliseconds may take a second or more on a host that is busy; an allowance, not a measurement. */
const SYSTEMS: Readonly<Record<OperatingSystem, SystemTiming>> = {
  linux: {
    // 20 runs: 19, 20 and 22 ms for `up`, including 5 ms for the start of the process.
    script: { minimum: 15, typical: 20, maximum: 1_000 },
    question: { unanswered: 216, pause: 100 },
    usable: AT_ONCE,
    alwaysWaits: false,
    watchdogAsks: 2_000,
    // Two seconds of the watchdog; in the script a pause of up to 0.9 s, so that one of two hosts is the first, and a question before and after.
    takeBack: { minimum: 2_400, typical: 2_900, maximum: 4_500 },
    source: "measured on Linux in network namespaces; maxima include a second for a loaded host, which is an allowance",
  },
  windows: {
    script: { minimum: 300, typical: 1_000, maximum: 3_000 },
    question: { unanswered: 500, pause: 1_000 },
    usable: { minimum: 1_000, typical: 3_000, maximum: 10_000 },
    alwaysWaits: true,
    watchdogAsks: 4_000,
    // Half a second of the watchdog, and another half of the script if it asks before it adds the address.
    takeBack: { minimum: 800, typical: 2_000, maximum: 4_000 },
    source: ALLOWANCES,
  },
  solaris: {
    script: { minimum: 50, typical: 200, maximum: 2_000 },
    question: { unanswered: 0, pause: 1_000 },
    usable: { minimum: 1_000, typical: 3_000, maximum: 10_000 },
    alwaysWaits: true,
    watchdogAsks: 4_000,
    // A second of the watchdog; then the kernel asks.
    takeBack: { minimum: 1_050, typical: 1_200, maximum: 3_000 },
    source: ALLOWANCES,
  },
  aix: {
    script: { minimum: 50, typical: 200, maximum: 2_000 },
    question: { unanswered: 1_000, pause: 1_000 },
    usable: AT_ONCE,
    alwaysWaits: false,
    watchdogAsks: 4_000,
    // A second of the watchdog, and another one of the script.
    takeBack: { minimum: 2_050, typical: 2_200, maximum: 4_000 },
    source: ALLOWANCES,
  },
};

/** What is different with an IPv6 virtual IP. */
const IPV6: Readonly<Partial<Record<OperatingSystem, Partial<SystemTiming>>>> = {
  // The kernel waits for up to a second, asks, and waits another second for an answer; 1.1 s were measured.
  linux: { usableAfterAsking: { minimum: 1_000, typical: 1_500, maximum: 3_000 } },
  // One question, and a second for the answer.
  windows: { asksAlways: true, usableAfterAsking: { minimum: 1_000, typical: 1_500, maximum: 10_000 } },
  // ifconfig may look for a duplicate before it ends, within the 5 s that each of its two forms has; the call fails while the peer has the address.
  aix: { usable: { minimum: 0, typical: 1_000, maximum: 10_000 }, alwaysWaits: true },
};

/** The settings that the figures of a pair depend on. */
export type TimedTakeover = Pick<IpAddressTakeover, "virtualIp" | "conflictPolicy" | "probeTimeout">;

/** How long a takeover takes with these settings. Pure: measured figures, allowances and declared limits. */
export function takeoverTiming(takeover: TimedTakeover, os: OperatingSystem): TakeoverTiming {
  const { script, question, alwaysWaits, asks, detection } = timingOf(takeover, os);
  const asking = exactly(asks ? question.unanswered : 0);
  const waiting = asks || alwaysWaits ? milliseconds(takeover.probeTimeout) + question.pause : 0;
  const unhinderedUp = sum(script, asking, detection);
  return { up: { ...unhinderedUp, maximum: unhinderedUp.maximum + waiting }, unhinderedUp, waiting, down: script };
}

/** How long a watchdog and the control script need to take the virtual IP back if nobody else has it, and where that figure comes from. */
export function takeBackTiming(
  takeover: TimedTakeover,
  os: OperatingSystem,
): { readonly span: Span; readonly source: string } {
  const { takeBack, detection } = timingOf(takeover, os);
  const span = sum(takeBack, detection);
  const [from, to] = [span.minimum, span.maximum].map((bound) => bound / 1_000);
  return {
    span,
    source: `${from} s to ${to} s until nobody has answered for the virtual IP and the control script has put it up, as the waits of both scripts add up`,
  };
}

function timingOf({ virtualIp, conflictPolicy }: TimedTakeover, os: OperatingSystem) {
  const system = isIpv6(virtualIp) ? { ...SYSTEMS[os], ...IPV6[os] } : SYSTEMS[os];
  const asks = conductOf(conflictPolicy).asksFirst || system.asksAlways === true;
  const { usable, usableAfterAsking = usable } = system;
  return { ...system, asks, detection: asks ? usableAfterAsking : usable };
}

const ROLE_ALLOWANCES = allowancesFor("decision", "reaction-start", "neighbours-follow");

/** The longest outage after the loss of a host; undefined if ADDP is off, as then nobody knows when the loss is noticed. */
export function takeoverOutage(topology: Topology, pair: TakeoverPair): Outage | undefined {
  const detection = hostLossPart(topology.managementLayer.failureDetection);
  const os = operatingSystemOf(topology, pair);
  return (
    detection &&
    outageOf(
      detection,
      {
        what: "control script",
        milliseconds: takeoverTiming(pair.highAvailability, os).up.maximum,
        source: timingSource(os),
        timers: [],
      },
      // The decision starts the script, and the server takes its role while the script runs.
      ROLE_ALLOWANCES,
    )
  );
}

/** How long at most the watchdogs of a pair ask hosts that do not answer, in milliseconds: one second for each further Solution Control Server's host. */
export function watchdogAsks(topology: Topology, pair: TakeoverPair): number {
  const servers = serversOf(pair).map(({ host }) => controlServerAddresses(topology, host).length);
  return SYSTEMS[operatingSystemOf(topology, pair)].watchdogAsks + 1_000 * (Math.max(...servers) - 1);
}

/** Where the figures come from. */
export function timingSource(os: OperatingSystem): string {
  return SYSTEMS[os].source;
}
