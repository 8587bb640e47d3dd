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
  /** What was surveyed of it: the script, and what it reads in. */
  readonly files: readonly SurveyedFile[];
  /** Whether what was read of it has the virtual IP, or changes an interface; false where nothing of it was read. */
  readonly isSeen: boolean;
  /** A line that leaves what it does to a file that was not read. */
  readonly unread: SurveyedLine | undefined;
}

/** An address that moves, and what says so. */
export interface SeenVirtualIp extends Sourced<Address> {
  /** As in a comment: `TServer/sip-address`. */
  readonly what: string;
}

/** An address that may be the one that moves, beside others. */
export interface VirtualIpCandidate {
  readonly value: Address;
  /** Every place that has it, and makes it one. */
  readonly positions: readonly Position[];
  /** As in a comment: `in scripts of both hosts`. */
  readonly what: string;
  /** The surveyed hosts that have it now. */
  readonly holders: readonly string[];
}

/** What is seen of the address that moves. */
export interface VirtualIpFindings {
  /** The address by which both servers go in SIP messages, where it is none of a host's own. */
  readonly virtualIp: SeenVirtualIp | undefined;
  /** The addresses of which one may be it, where nothing tells which. */
  readonly candidates: readonly VirtualIpCandidate[];
  /** What scripts of both hosts that are none of this package have beside it, and is no host's own. */
  readonly further: readonly VirtualIpCandidate[];
}

/** Where there is no address that moves, or none is seen. */
export const NO_VIRTUAL_IP: VirtualIpFindings = { virtualIp: undefined, candidates: [], further: [] };

/** Everything that was collected of a pair. */
export interface SeenPair extends VirtualIpFindings {
  /** Its key in the file. */
  readonly name: string;
  readonly primary: SeenServer;
  readonly backup: SeenServer;
  /** The network of both hosts that has it. */
  readonly network: string | undefined;
  readonly programs: readonly SeenProgram[];
  /** Those on its hosts of which nothing tells whether they are for it or for another pair there. */
  readonly unclaimed: readonly SeenProgram[];
  /** Those that react to a change of a server's role. */
  readonly conditions: readonly ExportedObject[];
  /** The SIP Proxies that serve its primary. */
  readonly proxies: readonly ExportedObject[];
  /** The DN that stands for their pool, where it can be told. */
  readonly poolDn: ExportedObject | undefined;
  /** What a collector asked name servers. */
  readonly answers: FactsFile | undefined;
  /** The BIG-IP that it is behind. */
  readonly behind: BehindDevice | undefined;
  /** Others that have a virtual server before it, too. */
  readonly beside: readonly BehindDevice[];
  /** The virtual servers with its virtual IP that do not have both hosts behind them, in words. */
  readonly foreign: readonly Sourced<string>[];
  /** Of the Management Layer, in the file. */
  readonly ownAddresses: ReadonlySet<Address>;
  /** A host of the file by the name of its Host object. */
  readonly hostNamed: (object: string) => SiteHost | undefined;
}

/** How a pair is highly available, as far as that can be seen. */
export interface Recognised {
  /** What stands under the option's key. */
  readonly settings: Branch;
  /** Where callers reach the servers, should those not say it. */
  readonly sipPort?: Leaf | undefined;
  /** Undefined where nothing tells them. */
  readonly transports?: Leaf | undefined;
  /** Options of TServer that this way leaves to the site, and another sets. */
  readonly free: readonly string[];
  readonly notes: readonly ImportNote[];
}

/** Recognises one way of being highly available; undefined where the pair shows another, or none. */
export type Recognise = (pair: SeenPair) => Recognised | undefined;

/** The two servers, the primary first. */
export function bothOf({ primary, backup }: SeenPair): readonly [SeenServer, SeenServer] {
  return [primary, backup];
}

/** `/opt/genesys/sip-ha/inbound-vip up`: what an application starts, as it stands in its fields. */
export function commandOf(application: ExportedObject): string {
  return ["commandLine", "commandLineArguments"].flatMap((field) => textAt(application, field)?.value ?? []).join(" ");
}

/** More than a control script's path has with what starts it; in a longer text, each of its letters would be taken for a beginning. */
const LONGEST_START = 500;

const ENDINGS = CONTROL_SCRIPT_ENDINGS.join("|");
const COMMANDS = Object.values(CONTROL_SCRIPT_KINDS)
  .flatMap(({ commands }) => commands.filter((one) => one !== "status"))
  .join("|");
const OWN_SCRIPT = new RegExp(
  String.raw`(?:/|[A-Za-z]:\\)\S*?([A-Za-z][\w-]*)-(?:${ENDINGS})(?:\.cmd)? (?:${COMMANDS})$`,
);

/** The pair that a control script of this package is named after, from what it is started as; undefined of any other program. */
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
