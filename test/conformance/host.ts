import type { Address } from "../../lib/model/address";
import type { IpAddressTakeover } from "../../lib/options/ip-address-takeover/model";
import type { Outcome } from "../network-namespace";
import type { Needs } from "../prerequisites";

/** What a case may break on the host while something runs. The adapter of each system knows how to do that. */
export type Fault =
  /** A command that `up` needs is not installed. */
  | "tool-missing"
  /** The interface of the SIP network is missing. */
  | "interface-missing"
  | "own-address-missing"
  /** The virtual IP is on the host's other interface. */
  | "misplaced"
  | "log-disk-full"
  /** Whoever asks for the date gets midnight of 1 January 1970. */
  | "clock-stopped"
  /** The lock is a link to a file, which must stay unchanged; otherwise the adapter fails. */
  | "lock-linked"
  /** Another run holds the lock all the time. */
  | "lock-held"
  /** Somebody has changed the label of the logical interface in the script to a label that the kernel does not accept. */
  | "label-too-long";

/** The addresses that the cases use. */
export interface ConformanceAddresses {
  readonly virtualIp: Address;
  /** The own addresses of the host and of the peer, on the network of the virtual IP. */
  readonly ownAddress: Address;
  readonly peerAddress: Address;
}

/** The addresses of the sample. */
export const SAMPLE_ADDRESSES: ConformanceAddresses = {
  virtualIp: "10.120.0.10",
  ownAddress: "10.120.0.11",
  peerAddress: "10.120.0.12",
};

/** How a command is run. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** By an account that may not change addresses. */
  readonly unprivileged?: boolean;
}

/**
 * The host sip-a of the sample, on which the control script of the pair `inbound` is tried, with its peer sip-b on the same network.
 * What it reports about addresses comes from the kernel or from the kernel's stand-in, never from the script.
 */
export interface ConformanceHost {
  /** The name of the interface of the SIP network on this system. */
  readonly interfaceName: string;
  /** Installs the script generated with these settings instead of the sample's. */
  install(settings: Partial<IpAddressTakeover>): Promise<void>;
  /** Restores the sample's settings, with no virtual IP on either host, no role assigned since the boot, and no log. */
  reset(): Promise<void>;
  /** Runs the script to its end. */
  run(words: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Starts the script and kills it after this time with a signal that it cannot catch. */
  runKilled(words: readonly string[], milliseconds: number): Promise<void>;
  /** Whether the host answers for the virtual IP. */
  holds(): Promise<boolean>;
  /** Whether the host's own address is where it belongs. */
  hasOwnAddress(): Promise<boolean>;
  /** Puts the virtual IP on a host, or takes it off, without the script. */
  setAddress(which: "host" | "peer", on: boolean): Promise<void>;
  /** Breaks something, and repairs it afterwards. */
  during<T>(fault: Fault, act: () => Promise<T>): Promise<T>;
  log(): Promise<string>;
  close(): void;
}

/** An operating system in the suite. */
export interface ConformanceSystem {
  readonly name: string;
  readonly needs: Needs;
  /** If left out, the addresses are the sample's. */
  readonly addresses?: ConformanceAddresses;
  open(): Promise<ConformanceHost>;
  /**
   * What the system does with an address that another host answers for: `held` uses it all the same; `recovers` does not use it, and takes it by itself
   * as soon as the other host lets go; `stays-off` does not use it at all.
   */
  readonly duplicate: "held" | "recovers" | "stays-off";
  /** Texts that differ from system to system. */
  readonly says: {
    /** How a line of the log begins, if its time is not in the form of ISO 8601. */
    readonly logLine?: RegExp;
    readonly toolMissing: string | RegExp;
    /** The message that there is no such interface, if it differs from the usual one. */
    readonly interfaceMissing?: string;
    readonly unprivileged: string | RegExp;
    readonly lockLinked: string | RegExp;
  };
  /** Environments that a caller may have, if the system has no Unix shell. */
  readonly environments?: readonly Readonly<Record<string, string>>[];
  /** When to kill a run, in milliseconds after its start. */
  readonly killedAfter: readonly number[];
  /** How many runs are started at once. */
  readonly runsAtOnce: number;
  /** How long a run may take that waits for nothing. */
  readonly runMilliseconds: number;
  /** Faults that are impossible on this system, with the reason, which the titles of their cases name. */
  readonly impossible: Partial<Record<Fault, string>>;
}
