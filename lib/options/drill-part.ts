import type { Address } from "../model/address";

/** What a command says about a host: its exit code, and what it then prints. */
export interface DrillAnswer {
  readonly exitCode: number;
  readonly prints: string;
}

/** How to see whether new calls reach a host. */
export interface DrillLook {
  readonly host: string;
  /** As an account with all rights types it in the host's shell; the prefix that gets root's rights comes before it. */
  readonly command: string;
  /** The answer if new calls reach the host. */
  readonly serves: DrillAnswer;
  /** The answer if they do not. */
  readonly idle: DrillAnswer;
}

/** A step that a person takes when a drill must be ended; the steps come in order. */
export interface DrillInstruction {
  /** When it is to be done, as a clause that begins with a capital: `If SIP_P is primary and sip-a does not have the virtual IP`. @default - always */
  readonly where?: string | undefined;
  /** A sentence without its full stop, if the step is not a command. */
  readonly order?: string | undefined;
  readonly host?: string | undefined;
  /** A command, if the step is one. */
  readonly command?: string | undefined;
}

/** Where a control script writes how long each of its runs took. */
export interface DrillRunLog {
  readonly host: string;
  readonly file: string;
  /** For each action, the timer of the simulator that the action's time stands for. */
  readonly timers: Readonly<Record<string, string>>;
}

/** What a drill of a pair needs from its option. */
export interface DrillPart {
  /** The address that new calls go to; undefined if there is no single one, or if what is there answers by itself. */
  readonly callers: Address | undefined;
  /** What follows the role from host to host, and how to see where it is; undefined if nothing does. */
  readonly moves?: {
    /** As it is written in a sentence: `the virtual IP`. */
    readonly what: string;
    readonly looks: readonly DrillLook[];
  };
  /** What only people can see when the server of a host answers calls, as clauses. @default - nothing beyond the roles */
  readonly peopleSee?: (serving: string) => readonly string[];
  /** What to type on the console of an unreachable host before the host is connected again. @default - nothing */
  readonly beforeConnecting?: (host: string) => string | undefined;
  /** Where the runs of control scripts are recorded, in the form of this library's scripts. */
  readonly runLogs: readonly DrillRunLog[];
  /** How to bring new calls by hand to the server that is primary. */
  readonly bringBack: readonly DrillInstruction[];
}
