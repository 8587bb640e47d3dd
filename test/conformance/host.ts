import type { IpAddressTakeover } from "../../lib/options/ip-address-takeover/model";
import type { Outcome } from "../network-namespace";
import type { Needs } from "../prerequisites";

/** What a case may break on the host while something runs; the adapter knows how that is done there. */
export type Fault =
  /** A command is not installed that `up` needs. */
  | "tool-missing"
  /** The interface of the SIP network is not there. */
  | "interface-missing"
  | "own-address-missing"
  /** The virtual IP is on the host's other interface. */
  | "misplaced"
  | "log-disk-full"
  /** Whoever asks for the date gets midnight of 1 January 1970. */
  | "clock-stopped"
  /** The lock is a link to a file, which must stay as it is: the adapter fails where it does not. */
  | "lock-linked"
  /** Another run holds the lock all the time. */
  | "lock-held"
  /** Somebody has changed the label of the logical interface in the script to one that the kernel does not take. */
  | "label-too-long";

/** How a command is run. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** By an account that may not change addresses. */
  readonly unprivileged?: boolean;
}

/**
 * The host sip-a of the sample, on which the control script of the pair `inbound` is tried, with its peer sip-b on the same network.
 * Whatever this says of addresses it has from the kernel or from what stands in for it, never from the script.
 */
export interface ConformanceHost {
  /** The interface of the SIP network, as this system calls it. */
  readonly interfaceName: string;
  /** Installs the script generated with these settings instead of the sample's. */
  install(settings: Partial<IpAddressTakeover>): Promise<void>;
  /** The sample's settings, no virtual IP on either host, no role assigned since the boot, no log. */
  reset(): Promise<void>;
  /** Runs the script to its end. */
  run(words: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Starts the script and kills it after this time, so that it can do nothing about it. */
  runKilled(words: readonly string[], milliseconds: number): Promise<void>;
  /** Whether the host answers for the virtual IP. */
  holds(): Promise<boolean>;
  /** Whether the host's own address is where it belongs. */
  hasOwnAddress(): Promise<boolean>;
  /** Puts the virtual IP on a host, or takes it off, without the script. */
  setAddress(which: "host" | "peer", on: boolean): Promise<void>;
  /** Breaks something, and puts it right afterwards. */
  during<T>(fault: Fault, act: () => Promise<T>): Promise<T>;
  log(): Promise<string>;
  close(): void;
}

/** One operating system, as the suite sees it. */
export interface ConformanceSystem {
  readonly name: string;
  readonly needs: Needs;
  open(): Promise<ConformanceHost>;
  /**
   * The virtual IP, and the own addresses of the host and of its peer on the same network.
   * @default those of the sample
   */
  readonly addresses?: { readonly virtualIp: string; readonly own: string; readonly peer: string };
  /**
   * What the system makes of an address that another host answers for: it has it all the same, it keeps it off and takes it by itself as
   * soon as the other host lets go, or it keeps it off for good.
   */
  readonly duplicate: "held" | "recovers" | "stays-off";
  /** Texts that name what is the system's own. */
  readonly says: {
    /** How a line of the log begins where the time is not that of ISO 8601. */
    readonly logLine?: RegExp;
    readonly toolMissing: string | RegExp;
    readonly unprivileged: string | RegExp;
    readonly lockLinked: string | RegExp;
  };
  /** Environments that a caller may have, where those of a Unix shell are none. */
  readonly environments?: readonly Readonly<Record<string, string>>[];
  /** When to kill a run, in milliseconds after its start. */
  readonly killedAfter: readonly number[];
  /** How many runs are started at once. */
  readonly runsAtOnce: number;
  /** How long one run may take that waits for nothing. */
  readonly runMilliseconds: number;
  /** Faults that there cannot be on this system, and why; their cases are reported by that reason. */
  readonly impossible: Partial<Record<Fault, string>>;
}
