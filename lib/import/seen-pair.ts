import type { ExportedObject } from "../drift/configuration-export";
import type { FactsFile } from "../drift/facts-file";
import type { Address } from "../model/address";
import type { Position } from "../model/origin";
import { CONTROL_SCRIPT_ENDINGS, CONTROL_SCRIPT_KINDS } from "../scripts/control-script-kinds";
import type { BehindDevice } from "./behind-device";
import type { ImportNote, Sourced } from "./import-note";
import { textAt } from "./site-export";
import type { SiteHost } from "./site-hosts";
import type { SurveyedFile, SurveyedLine } from "./surveyed-files";
import type { Branch, Leaf } from "./written";

/** One of the two servers of a pair, and where it runs. */
export interface SeenServer {
  readonly application: ExportedObject;
  /** As in the export. */
  readonly name: string;
  /** As in the file. */
  readonly declaredName: string;
  readonly host: SiteHost;
}

/** A program that the Management Layer starts on a host of the pair. */
export interface SeenProgram {
  readonly application: ExportedObject;
  readonly host: SiteHost;
  /** With its arguments. */
  readonly command: string;
  /** What was surveyed of it: the script, and the files that it reads in. */
  readonly files: readonly SurveyedFile[];
  /** Whether what was read of it contains the virtual IP, or changes an interface; false if nothing of it was read. */
  readonly isSeen: boolean;
  /** A line that leaves the work to a file that was not read. */
  readonly unread: SurveyedLine | undefined;
}

/** An address that moves, and what says so. */
export interface SeenVirtualIp extends Sourced<Address> {
  /** As in a comment: `TServer/sip-address`. */
  readonly what: string;
}

/** One of several addresses that may be the one that moves. */
export interface VirtualIpCandidate {
  readonly value: Address;
  /** Every place that has it, and makes it a candidate. */
  readonly positions: readonly Position[];
  /** As in a comment: `in scripts of both hosts`. */
  readonly what: string;
  /** The surveyed hosts that have it now. */
  readonly holders: readonly string[];
}

/** What is known about the address that moves. */
export interface VirtualIpFindings {
  /** The address that both servers use in SIP messages, if it is not a host's own. */
  readonly virtualIp: SeenVirtualIp | undefined;
  /** The candidates for that address, if nothing says which one it is. */
  readonly candidates: readonly VirtualIpCandidate[];
  /** Further addresses in scripts on both hosts that are not from this package, if they are not a host's own. */
  readonly further: readonly VirtualIpCandidate[];
}

/** For pairs without an address that moves, or without one that is seen. */
export const NO_VIRTUAL_IP: VirtualIpFindings = { virtualIp: undefined, candidates: [], further: [] };

/** Everything that was collected about a pair. */
export interface SeenPair extends VirtualIpFindings {
  /** Its key in the file. */
  readonly name: string;
  readonly primary: SeenServer;
  readonly backup: SeenServer;
  /** The network of both hosts that has it. */
  readonly network: string | undefined;
  readonly programs: readonly SeenProgram[];
  /** Programs on its hosts, if nothing says whether they are for this pair or for another pair there. */
  readonly unclaimed: readonly SeenProgram[];
  /** The alarm conditions that react to a change of a server's role. */
  readonly conditions: readonly ExportedObject[];
  /** The SIP Proxies that serve its primary. */
  readonly proxies: readonly ExportedObject[];
  /** The DN that stands for their pool, if it can be identified. */
  readonly poolDn: ExportedObject | undefined;
  /** The answers of name servers to a collector. */
  readonly answers: FactsFile | undefined;
  /** The BIG-IP that it is behind. */
  readonly behind: BehindDevice | undefined;
  /** Other BIG-IPs that also have a virtual server before it. */
  readonly beside: readonly BehindDevice[];
  /** The virtual servers with its virtual IP that do not have both hosts behind them, in words. */
  readonly foreign: readonly Sourced<string>[];
  /** Of the Management Layer, in the file. */
  readonly ownAddresses: ReadonlySet<Address>;
  /** A host of the file by the name of its Host object. */
  readonly hostNamed: (object: string) => SiteHost | undefined;
}

/** A pair's option for high availability, as far as it can be seen. */
export interface Recognised {
  /** The content of the option's key. */
  readonly settings: Branch;
  /** Where callers reach the servers, if the servers do not say it. */
  readonly sipPort?: Leaf | undefined;
  /** Undefined if nothing says it. */
  readonly transports?: Leaf | undefined;
  /** Options of TServer that this option for high availability leaves to the site, and another one sets. */
  readonly free: readonly string[];
  readonly notes: readonly ImportNote[];
}

/** Recognises one option for high availability; undefined if the pair shows another one, or none. */
export type Recognise = (pair: SeenPair) => Recognised | undefined;

/** The two servers, the primary first. */
export function bothOf({ primary, backup }: SeenPair): readonly [SeenServer, SeenServer] {
  return [primary, backup];
}

/** `/opt/genesys/sip-ha/inbound-vip up`: what an application starts, as its fields say. */
export function commandOf(application: ExportedObject): string {
  return ["commandLine", "commandLineArguments"].flatMap((field) => textAt(application, field)?.value ?? []).join(" ");
}

/** More characters than a control script's path and its starter have; in a longer text, every letter would be tried as a beginning. */
const LONGEST_START = 500;

const ENDINGS = CONTROL_SCRIPT_ENDINGS.join("|");
const COMMANDS = Object.values(CONTROL_SCRIPT_KINDS)
  .flatMap(({ commands }) => commands.filter((one) => one !== "status"))
  .join("|");
const OWN_SCRIPT = new RegExp(
  String.raw`(?:/|[A-Za-z]:\\)\S*?([A-Za-z][\w-]*)-(?:${ENDINGS})(?:\.cmd)? (?:${COMMANDS})$`,
);

/** The pair that a control script of this package is named after, from what it is started as; undefined for any other program. */
export function pairOfOwnScript(command: string): string | undefined {
  return OWN_SCRIPT.exec(command.slice(-LONGEST_START))?.[1];
}

/** The value that one of the files gives to a variable, in a shell's way or in that of a batch file. */
export function settingOf(files: readonly SurveyedFile[], name: string): Sourced<string> | undefined {
  for (const { lines } of files)
    for (const { text, position } of lines) {
      const [, variable, value] = /^([A-Z_]+)='([^']*)'$/.exec(text) ?? /^set "([A-Z_]+)=([^"%]*)"$/.exec(text) ?? [];
      if (variable === name && value !== "") return { value: value!, position };
    }
  return undefined;
}
