import type { Role } from "../model/pair";
import type { Happening } from "./turn";

/**
 * A pair in operation at one moment: plain data of records, lists, texts, numbers and booleans, so that it can be copied and compared. The
 * simulation changes it in place; nothing else holds it.
 */
export interface World {
  /** Milliseconds since the start. */
  now: number;
  /** The applications that are declared as primary and as backup. Their roles may change, but this declaration does not. */
  readonly declared: { readonly primary: string; readonly backup: string };
  /** By name. */
  readonly hosts: Record<string, HostState>;
  /** The two SIP Servers, by application. */
  readonly servers: Record<string, ServerState>;
  /** The Solution Control Servers, by application. */
  readonly controlServers: Record<string, ControlServerState>;
  /** The application that was last made primary, by whichever Solution Control Server. */
  latestPrimary: string;
  messageServer: { readonly host: string; running: boolean };
  /** A failover needs nothing from it, but a restarted application does. */
  configurationServerRunning: boolean;
  /** By condition: whether its alarm is active. */
  readonly alarms: Record<string, boolean>;
  /** Runs of control scripts that have not ended, in the order of their start. */
  runs: ScriptRun[];
  /** The number of the last run; numbering starts again when no run is left. */
  scriptRuns: number;
  /** What is wrong with a script, by `host action`. */
  readonly scriptDefects: Record<string, ScriptDefect>;
  /** Directed cuts of the management network: `from>to`, by host. */
  cuts: string[];
  /** Equipment and callers on the network of the virtual IP, by name. */
  readonly neighbours: Record<string, NeighbourState>;
  /** When ARP or neighbour discovery packets about the virtual IP were sent, and by whom. Packets older than a second are forgotten. */
  announcements: { readonly at: number; readonly host: string; readonly packets: number }[];
  /** Whether announcements get lost on their way. */
  announcementsLost: boolean;
  /** Whether only the ARP replies among them get through. */
  announcingRequestsLost: boolean;
  /** Faults that have not been repaired. */
  faults: string[];
  /** What the pair's option adds. */
  option: unknown;
}

export interface HostState {
  power: "on" | "off" | "booting";
  /** Whether the machine is alive but does nothing for a while, like a virtual machine during a snapshot. */
  stunned: boolean;
  /** What came up meanwhile for the actors on it, in order; they do it when the machine goes on. */
  missed?: readonly Happening[];
  /** Whether the Local Control Agent runs. */
  agent: boolean;
  readonly managementInterface: string;
  /** Whether each interface has a carrier, by name. */
  readonly interfaces: Record<string, boolean>;
  /** Addresses on the SIP interface beyond the host's own; a reboot forgets them. */
  addresses: string[];
  /** The same, for addresses that a reboot brings back. */
  persistentAddresses: string[];
}

export interface ServerState {
  readonly host: string;
  process: "running" | "stopped" | "hung";
  /** Undefined until one was assigned. */
  role: Role | undefined;
  /** Whether its last start failed; the start is tried again once nothing hinders it any more. */
  hasFailedToStart?: boolean;
  /** The role that it was ordered to have while it stood still or hung; it receives the order when it goes on. */
  missedOrder?: Role;
}

/** What a Solution Control Server has sent to an agent that does not answer but does not yet count as lost. */
export interface WaitingOrder {
  readonly host: string;
  /** The application that is to get the role, or to be started. */
  readonly application: string;
  readonly order: Role | "start";
}

export interface ControlServerState {
  readonly host: string;
  running: boolean;
  /** Whether its host goes down on purpose and has ended it. */
  ending?: true;
  /** Whether it decides; if two see each other, only one does. */
  active: boolean;
  /** Local Control Agents, by host: whether the connection is there, and since when it is silent. */
  readonly connected: Record<string, boolean>;
  readonly silent: Record<string, boolean>;
  /** By host: whether the agent at the other end of the connection has ended, even if another agent runs by now. */
  readonly ended: Record<string, boolean>;
  /** What it knows about a SIP Server; undefined while the agent is lost. */
  readonly known: Record<string, KnownServer | undefined>;
  /** The application that it last made primary. */
  latest: string | undefined;
  /** In the order in which they were sent. They are received when the agent answers again, and lost with the connection. */
  waiting?: readonly WaitingOrder[];
}

/** What a Solution Control Server knows about a SIP Server. */
export interface KnownServer {
  running: boolean;
  available: boolean;
  /** The role that it was given. */
  role: Role | undefined;
}

export type ScriptDefect = "fails" | "hangs" | "slow";

/** A run of a control script. */
export interface ScriptRun {
  readonly id: number;
  /** The application that it was started as; empty if a person or a watchdog started it. */
  readonly application: string;
  readonly host: string;
  readonly action: string;
  /** Waiting for the lock, for its time to pass, for something that the option waits for, or for a host that stands still to go on. */
  phase: "queued" | "running" | "waiting" | "frozen";
}

export interface NeighbourState {
  /** The host that it sends to; undefined while it knows none. */
  at: string | undefined;
  /** Whether it accepts announcements that it has not asked for. */
  readonly learns: boolean;
}

/** A deep copy of plain data. */
export function copyOf<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as T;
  const copy: Record<string, unknown> = {};
  for (const key in value) copy[key] = copyOf((value as Record<string, unknown>)[key]);
  return copy as T;
}
