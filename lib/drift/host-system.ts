import type { Address } from "../model/address";
import type { Host } from "../model/host";
import type { ShellText } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import type { FactsFile } from "./facts-file";
import type { ExpectedFile, HostExpectation, UnitName } from "./host-expectation";
import type { HostFacts } from "./host-facts";
import type { PersistentMention } from "./persistent-mention";

/** A collector that was written, and the file for its output. */
export interface CollectorFiles {
  readonly collector: string;
  readonly facts: string;
}

/** A host on which a collector is run. */
export interface AskedHost extends Pick<Host, "name" | "connection"> {
  /** Whether sudo gives root's rights there. */
  readonly usesSudo: boolean;
}

/** What is specific to an operating system when a host's facts are collected, understood and compared. */
export interface HostSystem {
  /** The ending of a collector's file name. */
  readonly ending: "sh" | "cmd";
  /** The program that collects the facts of a host. */
  readonly collector: (expected: HostExpectation) => FileText;
  /** What reads the program from standard input on the host; undefined if nothing does. */
  readonly shell?: ShellText | undefined;
  /** A line of shell that runs it; if there is none, a comment that says what to do. */
  readonly command: (host: AskedHost, files: CollectorFiles) => string;
  /** Understands the output of the program. */
  readonly facts: (facts: FactsFile, expected: HostExpectation) => HostFacts;
  /** The system's name for something that it starts at boot, derived from the installer's work. */
  readonly unit: (written: string) => UnitName;
  /** Files that the installer creates there, in addition to the listed files. */
  readonly furtherFiles: (
    environment: string,
    host: Host,
    controlScripts: readonly string[],
  ) => readonly ExpectedFile[];
  /** What to do about a virtual IP that is configured at boot. */
  readonly unconfigure: (mention: PersistentMention, virtualIp: Address) => string;
  /** What to do about a unit if it does not start at boot, and if it does not run. */
  readonly enable: (unit: string, host: Host) => string;
  readonly examine: (unit: string) => string;
}
