import type { Address } from "../model/address";

/** What a command says of a host: its exit code, and what it prints then. */
export interface DrillAnswer {
  readonly exitCode: number;
  readonly prints: string;
}

/** How to see whether new calls are brought to a host. */
export interface DrillLook {
  readonly host: string;
  /** As the host's shell reads it from who may do everything there; what gets root's rights comes before it. */
  readonly command: string;
  /** Where they are. */
  readonly serves: DrillAnswer;
  /** Where they are not. */
  readonly idle: DrillAnswer;
}

/** What somebody does when a drill has to be ended, in order. */
export interface DrillInstruction {
  /** When it is to be done, as a clause that begins with a capital: `Where SIP_P is primary and sip-a has not the virtual IP`. @default - always */
  readonly where?: string | undefined;
  /** A sentence without its full stop, where it is no command. */
  readonly order?: string | undefined;
  readonly host?: string | undefined;
  /** The same. */
  readonly command?: string | undefined;
}

/** Where a control script writes how long each of its runs took. */
export interface DrillRunLog {
  readonly host: string;
  readonly file: string;
  /** The timer of the simulator that the time of an action is, by action. */
  readonly timers: Readonly<Record<string, string>>;
}

/** What a drill of a pair asks of its option. */
export interface DrillPart {
  /** The address that new calls go to; undefined where they have no single one, or where what is there answers by itself. */
  readonly callers: Address | undefined;
  /** What follows the role from host to host, and how to see where it is; undefined where nothing does. */
  readonly moves?: {
    /** As in a sentence: `the virtual IP`. */
    readonly what: string;
    readonly looks: readonly DrillLook[];
  };
  /** What only people see where the server of a host answers calls: clauses. @default - nothing beyond the roles */
  readonly peopleSee?: (serving: string) => readonly string[];
  /** What is typed on the console of a host that nobody reaches before it is connected again. @default - nothing */
  readonly beforeConnecting?: (host: string) => string | undefined;
  /** Where the runs of control scripts are recorded, in the form of this library's scripts. */
  readonly runLogs: readonly DrillRunLog[];
  /** How new calls are brought by hand to whoever is primary. */
  readonly bringBack: readonly DrillInstruction[];
}
