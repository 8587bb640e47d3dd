import type { Address } from "../model/address";
import type { Host } from "../model/host";
import type { ShellText } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import type { FactsFile } from "./facts-file";
import type { ExpectedFile, HostExpectation, UnitName } from "./host-expectation";
import type { HostFacts } from "./host-facts";
import type { PersistentMention } from "./persistent-mention";

/** A collector that was written, and where what it prints shall be. */
export interface CollectorFiles {
  readonly collector: string;
  readonly facts: string;
}

/** A host that a collector is run on. */
export interface AskedHost extends Pick<Host, "name" | "connection"> {
  /** Whether root's rights are got by sudo there. */
  readonly usesSudo: boolean;
}

/** What is peculiar to an operating system when a host's facts are collected, understood and compared. */
export interface HostSystem {
  /** What a collector's file name ends with. */
  readonly ending: "sh" | "cmd";
  /** The program that collects the facts of a host. */
  readonly collector: (expected: HostExpectation) => FileText;
  /** What takes the program from its standard input on the host; undefined where nothing does. */
  readonly shell?: ShellText | undefined;
  /** A line of shell that runs it; a comment that says what to do where there is none. */
  readonly command: (host: AskedHost, files: CollectorFiles) => string;
  /** Understands what the program has printed. */
  readonly facts: (facts: FactsFile, expected: HostExpectation) => HostFacts;
  /** What the system calls something that it starts at boot, from what the installer's work has of it. */
  readonly unit: (written: string) => UnitName;
  /** Files that the installer makes there, beyond those that are listed. */
  readonly furtherFiles: (
    environment: string,
    host: Host,
    controlScripts: readonly string[],
  ) => readonly ExpectedFile[];
  /** What to do about a virtual IP that the network is configured with at boot. */
  readonly unconfigure: (mention: PersistentMention, virtualIp: Address) => string;
  /** What to do about a unit: where it does not start at boot, and where it does not run. */
  readonly enable: (unit: string, host: Host) => string;
  readonly examine: (unit: string) => string;
}
