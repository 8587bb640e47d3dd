import type { ExportedObject } from "../drift/configuration-export";
import { grouped } from "../model/grouped";
import { onceFor } from "../model/once-for";
import type { HostSurvey } from "./host-survey";
import { programFiles } from "./program-files";
import { commandOf, type SeenPair, type SeenProgram, type SeenVirtualIp } from "./seen-pair";
import { hostsOfPair, type SiteApplications, type SitePair } from "./site-applications";
import { hostOf, nameOf } from "./site-export";
import type { SiteHost } from "./site-hosts";
import { serverNames } from "./site-programs";
import { isComment, type SurveyedFile, type SurveyedLine } from "./surveyed-files";
import { unreadFile } from "./unread-files";

/** The sources in which the programs of pairs are seen. */
export interface ProgramSources {
  readonly applications: SiteApplications;
  readonly surveys: ReadonlyMap<string, HostSurvey>;
  readonly hostNamed: (object: string) => SiteHost | undefined;
  readonly virtualIps: ReadonlyMap<SitePair, SeenVirtualIp>;
}

/** A command that changes an interface or its addresses. */
const CHANGES_INTERFACE =
  /\b(?:ifconfig|ifup|ifdown|ipadm|nmcli|NetIPAddress|EnableStatic)\b|\bip\b.*\baddr|\sa(?:ddr(?:ess)?)?\s+(?:add|del|replace|change|flush)|\bchdev\b.*\balias|\bnetsh\b.*\b(?:add|delete|set)\s+address\b/i;

/** A command that changes a host's part in a cluster of Windows NLB: `nlb.exe disable 5060`, `Enable-NlbClusterPortRule`. */
const CHANGES_CLUSTER = /\b(?:nlb|wlbs)(?:\.exe)?["\s]+\w|\b\w+-Nlb/i;

/** Whether a program runs a command that changes a host's part in a cluster of Windows NLB. */
export function changesCluster({ files }: SeenProgram): boolean {
  return hasCommand(files, CHANGES_CLUSTER);
}

/** More characters than a survey prints of a line; in a longer line, every word would be tried as the beginning of a command. */
const LONGEST_LINE = 1000;

function hasCommand(files: readonly SurveyedFile[], command: RegExp): boolean {
  return files.some(({ lines }) =>
    lines.some(({ text }) => !isComment(text) && command.test(text.slice(0, LONGEST_LINE))),
  );
}

/** The programs that are started for a pair, and programs on its hosts if nothing says for which of several pairs they are. */
type PairPrograms = Pick<SeenPair, "programs" | "unclaimed">;

/**
 * Decides what is started for a pair: its own programs, and every program on its hosts whose command or files contain its virtual IP, or change an interface. A
 * program that was not read completely counts if it is named after one of the servers, or if its host has no server of another pair. Otherwise it is unclaimed,
 * unless it belongs to another pair.
 */
export function seenPrograms(sources: ProgramSources): (pair: SitePair) => PairPrograms {
  const { applications, surveys, hostNamed, virtualIps } = sources;
  const { pairs, programs } = applications;
  const pairsOnHost = grouped(pairs, hostsOfPair);
  const pairsOfServer = grouped(pairs, ({ primary, backup }) => [nameOf(primary), nameOf(backup)]);
  const read = onceFor((application: ExportedObject) => readProgram(application, surveys));
  const isNamedAfter = (application: ExportedObject, { primary, backup }: SitePair) =>
    [primary, backup].some((one) => nameOf(application).includes(nameOf(one)));
  return (pair) => {
    const isOther = (one: SitePair) => one !== pair;
    const own: SeenProgram[] = [];
    const unclaimed: SeenProgram[] = [];
    for (const application of programs.on(hostsOfPair(pair).flatMap((host) => host ?? []))) {
      if (serverNames(application).some((name) => pairsOfServer.get(name)?.some(isOther))) continue;
      const program = read(application);
      const { command, files, unread, changesInterface, tellsAll } = program;
      const host = hostOf(application)!.value;
      const others = pairsOnHost.get(host)!.filter(isOther);
      const has = (one: SitePair) => hasAddress(program, virtualIps.get(one));
      const isMine = others.length === 0 || isNamedAfter(application, pair);
      const isSeen = has(pair) || (isMine && changesInterface);
      const seen = { application, host: hostNamed(host)!, command, files, isSeen, unread };
      if (isSeen || (isMine && !tellsAll)) own.push(seen);
      else if ((changesInterface || !tellsAll) && !others.some((one) => has(one) || isNamedAfter(application, one)))
        unclaimed.push(seen);
    }
    return { programs: own, unclaimed };
  };
}

/** What was read of a program. */
interface ReadProgram extends Pick<SeenProgram, "command" | "files" | "unread"> {
  readonly lines: readonly SurveyedLine[];
  readonly changesInterface: boolean;
  /** Whether no part of it is in a file that was not read. */
  readonly tellsAll: boolean;
}

function readProgram(application: ExportedObject, surveys: ReadonlyMap<string, HostSurvey>): ReadProgram {
  const files = programFiles(application, surveys);
  const lines = files.flatMap((file) => file.lines);
  const unread = unreadFile(files);
  return {
    command: commandOf(application),
    files,
    lines,
    unread,
    changesInterface: hasCommand(files, CHANGES_INTERFACE) || hasCommand(files, CHANGES_CLUSTER),
    tellsAll: unread === undefined && files.some(({ state }) => state === "read"),
  };
}

function hasAddress({ command, lines }: ReadProgram, virtualIp: SeenVirtualIp | undefined): boolean {
  if (virtualIp === undefined) return false;
  const { value } = virtualIp;
  return command.split(/[^0-9A-Fa-f.:]+/).includes(value) || lines.some(({ addresses }) => addresses.includes(value));
}
