import type { Transport } from "../model/pair";
import type { FaultKind } from "./fault-kind";
import type { Timer } from "./timer";
import type { Handlers, Turn } from "./turn";
import type { ScriptRun, World } from "./world";

/** Where a new call ends up. */
export interface Service {
  /** The application that answers it; undefined if none does. */
  readonly by: string | undefined;
  /** Why, as a clause: `the gateway sends to sip-a, which has no power`. */
  readonly because: string;
  /** The application that calls under way still reach, if a new call finds none for a reason that does not affect calls under way. */
  readonly underWay?: string | undefined;
}

/** Equipment or callers that keep an entry that says where the virtual IP is. */
export interface Neighbour {
  readonly name: string;
  /** Whether it accepts announcements that it has not asked for. */
  readonly learns: boolean;
  /** Whether the control script asks it directly, which also moves its entry. */
  readonly isAsked: boolean;
}

/** What control scripts do, if role changes start them. */
export interface ScriptBehaviour {
  /** The timer of a run that does not have to wait for anything. @throws if there is no such action */
  readonly timer: (action: string) => string;
  /** How long a run waits for another one, in milliseconds. */
  readonly lockTimeout: number;
  /** Asked when the time is over, and after each event while the run waits: the exit code, or undefined if the run goes on waiting. */
  readonly finish: (turn: Turn, run: ScriptRun) => number | undefined;
  /** Asked if a run that waits must go on: its timer is `script-wait`. Returns the exit code. */
  readonly giveUp: (turn: Turn, run: ScriptRun) => number;
  /** The actions that bring a host into the state of each role. */
  readonly actionOf: { readonly primary: string; readonly backup: string };
}

/** What invariants may ask about a world, if the option has such a thing. */
export interface Views {
  /** Hosts that answer ARP or neighbour discovery for the virtual IP. There must be exactly one. */
  readonly holders?: (world: World) => readonly string[];
  /** Hosts whose port rules let callers in. */
  readonly enabledHosts?: (world: World) => readonly string[];
  /** Members of a pool that get new calls, and members that still get calls under way. */
  readonly eligibleMembers?: (world: World) => {
    readonly eligible: readonly string[];
    readonly flows: readonly string[];
  };
  /** Where name servers, and callers that have asked them, send new calls; and which proxies are alive. */
  readonly records?: (world: World) => { readonly answered: readonly string[]; readonly alive: readonly string[] };
  /** How long it takes at most until all of them leave out a lost proxy, in milliseconds. */
  readonly recordsFollow?: number;
  /**
   * Where TCP and TLS connections of callers end, if not at the server that answers, by what distinguishes the connections; undefined while a connection
   * is lost.
   */
  readonly connections?: (world: World) => Readonly<Record<string, string | undefined>>;
  /** How many ARP or neighbour discovery packets per second are accepted, by the declared limit. */
  readonly announcementLimit?: number | undefined;
}

/** How an option's part of a pair behaves. These are functions of the world alone: everything that changes is in it. */
export interface Behaviour {
  readonly timers: readonly Timer[];
  /** Hosts that take part in addition to those of the servers and of the Management Layer, by name. */
  readonly hosts: readonly string[];
  readonly neighbours: readonly Neighbour[];
  /** The transports that callers use, if they differ from those of the servers. */
  readonly callerTransports?: readonly Transport[];
  /** The option's part of the world before anything happens; also puts addresses on hosts. */
  readonly begin: (world: World) => unknown;
  /** By kind; each kind starts with the option's name and `:`. */
  readonly handlers: Handlers;
  /** Called after each event: does what follows from the state of the world. */
  readonly look: (turn: Turn) => void;
  readonly script?: ScriptBehaviour;
  /** Called when a host has booted, before its agent runs. */
  readonly booted: (turn: Turn, host: string) => void;
  /** Whether a SIP Server that runs can serve, as it reports to its agent itself. */
  readonly isAvailable: (world: World, application: string) => boolean;
  /** Why a SIP Server that is started would end at once, as a clause; undefined if it would run. */
  readonly hindrance?: (world: World, application: string) => string | undefined;
  readonly service: (world: World) => Service;
  readonly views: Views;
  /** How long the option's own mechanisms need at most until a change has settled, in milliseconds: scripts, watchdogs, convergence. */
  readonly settlingTime: number;
  /** What can go wrong with the option's own parts. */
  readonly faults: readonly FaultKind[];
}
