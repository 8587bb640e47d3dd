import type { Transport } from "../model/pair";
import type { FaultKind } from "./fault-kind";
import type { Timer } from "./timer";
import type { Handlers, Turn } from "./turn";
import type { ScriptRun, World } from "./world";

/** Where a new call ends up. */
export interface Service {
  /** The application that answers it; undefined where none does. */
  readonly by: string | undefined;
  /** Why, as a clause: `the gateway sends to sip-a, which has no power`. */
  readonly because: string;
  /** The application that calls under way still reach, where a new call finds none for a reason that does not concern them. */
  readonly underWay?: string | undefined;
}

/** Equipment or callers that keep an entry of where the virtual IP is. */
export interface Neighbour {
  readonly name: string;
  /** Whether it takes announcements that it has not asked for. */
  readonly learns: boolean;
  /** Whether the control script asks it directly, which moves its entry all the same. */
  readonly isAsked: boolean;
}

/** What control scripts do, where role changes start them. */
export interface ScriptBehaviour {
  /** The timer of a run that has to wait for nothing. @throws where there is no such action */
  readonly timer: (action: string) => string;
  /** How long a run waits for another one, in milliseconds. */
  readonly lockTimeout: number;
  /** Asked when the time is over, and while it waits after each event: the exit code, or undefined where the run goes on waiting. */
  readonly finish: (turn: Turn, run: ScriptRun) => number | undefined;
  /** Asked where a run that waits must go on: its timer is `script-wait`. The exit code. */
  readonly giveUp: (turn: Turn, run: ScriptRun) => number;
  /** What puts the world into the state of that role on a host, and what takes it back. */
  readonly actionOf: { readonly primary: string; readonly backup: string };
}

/** What invariants may ask of a world, where the option has such a thing. */
export interface Views {
  /** Hosts that answer ARP or neighbour discovery for the virtual IP, of which there must be one. */
  readonly holders?: (world: World) => readonly string[];
  /** Hosts whose port rules let callers in. */
  readonly enabledHosts?: (world: World) => readonly string[];
  /** Members of a pool that new calls are sent to, and those that calls under way are still sent to. */
  readonly eligibleMembers?: (world: World) => {
    readonly eligible: readonly string[];
    readonly flows: readonly string[];
  };
  /** Where name servers, and callers that have asked them, send new calls; and what there is alive. */
  readonly records?: (world: World) => { readonly answered: readonly string[]; readonly alive: readonly string[] };
  /** How long it takes at most until all of them leave out what is lost, in milliseconds. */
  readonly recordsFollow?: number;
  /**
   * Where connections of callers end by TCP and TLS, where that is not at the server that answers: by what tells them apart, and undefined while one
   * is gone.
   */
  readonly connections?: (world: World) => Readonly<Record<string, string | undefined>>;
  /** How many ARP or neighbour discovery packets a second are taken, by the declared limit. */
  readonly announcementLimit?: number | undefined;
}

/** How an option's part of a pair behaves. Functions of the world alone: all that changes is in it. */
export interface Behaviour {
  readonly timers: readonly Timer[];
  /** Hosts that take part beyond those of the servers and of the Management Layer, by name. */
  readonly hosts: readonly string[];
  readonly neighbours: readonly Neighbour[];
  /** What callers use, where that is not what the servers do. */
  readonly callerTransports?: readonly Transport[];
  /** The option's part of the world as long as nothing has happened; also puts addresses on hosts. */
  readonly begin: (world: World) => unknown;
  /** By kind; the option's name and `:` start each. */
  readonly handlers: Handlers;
  /** Called after each event: what follows from the state of the world. */
  readonly look: (turn: Turn) => void;
  readonly script?: ScriptBehaviour;
  /** Called when a host has booted, before its agent runs. */
  readonly booted: (turn: Turn, host: string) => void;
  /** Whether a SIP Server that runs can serve, as it tells its agent itself. */
  readonly isAvailable: (world: World, application: string) => boolean;
  /** Why a SIP Server that is started would end at once, as a clause; undefined where it would run. */
  readonly hindrance?: (world: World, application: string) => string | undefined;
  readonly service: (world: World) => Service;
  readonly views: Views;
  /** How long the option's own means need at most until a change has settled, in milliseconds: scripts, watchdogs, convergence. */
  readonly settlingTime: number;
  /** What can go wrong with the option's own parts. */
  readonly faults: readonly FaultKind[];
}
