import type { ExportedObject } from "../drift/configuration-export";
import type { HostSurvey } from "./host-survey";
import { programFiles } from "./program-files";
import { commandOf, type SeenProgram, type SeenVirtualIp } from "./seen-pair";
import type { SiteApplications, SitePair } from "./site-applications";
import { hostOf, nameOf } from "./site-export";
import type { SiteHost } from "./site-hosts";
import { isComment } from "./surveyed-files";

/** What the programs of pairs are seen in. */
export interface ProgramSources {
  readonly applications: SiteApplications;
  readonly surveys: ReadonlyMap<string, HostSurvey>;
  readonly hostNamed: (object: string) => SiteHost | undefined;
  readonly virtualIps: ReadonlyMap<SitePair, SeenVirtualIp>;
}

/** `SIP_In_P_VIP_UP`, what an environment of this package has made for one of the servers. */
export function isOwnProgram(program: ExportedObject, servers: readonly ExportedObject[]): boolean {
  return servers.some((one) => ["VIP_", "NLB_"].some((word) => nameOf(program).startsWith(`${nameOf(one)}_${word}`)));
}

/** A command that changes an interface, its addresses or its part in a cluster. */
const CHANGES_INTERFACE =
  /\b(?:ifconfig|ifup|ifdown)\b|\bip\b.*\baddr|\bnetsh\b.*\b(?:add|delete|set)\s+address\b|\b(?:nlb|wlbs)(?:\.exe)?["\s]+\w/i;

/**
 * What is started for a pair: its own, and every program on its hosts whose command or files have its virtual IP, or change an interface. One of which
 * nothing was read counts where it is named after one of the servers, or its host has no server of another pair.
 */
export function seenPrograms(
  pair: SitePair,
  { applications, surveys, hostNamed, virtualIps }: ProgramSources,
): SeenProgram[] {
  const servers = [pair.primary, pair.backup];
  const hosts = servers.map((one) => hostOf(one)?.value);
  const others = applications.pairs.filter((one) => one !== pair);
  const isShared = (host: string) =>
    others.some(({ primary, backup }) => [primary, backup].some((one) => hostOf(one)?.value === host));
  const isOfOther = (program: ExportedObject) =>
    others.some(({ primary, backup }) => isOwnProgram(program, [primary, backup]));
  const address = virtualIps.get(pair)?.value;
  return applications.programs.flatMap((application): SeenProgram[] => {
    const name = hostOf(application)?.value ?? "";
    if (!hosts.includes(name) || isOfOther(application)) return [];
    const command = commandOf(application);
    const files = programFiles(application, surveys);
    const lines = files.flatMap((file) => file.lines);
    const isRead = files.some(({ state }) => state === "read");
    const isNamed = servers.some((one) => nameOf(application).includes(nameOf(one)));
    const isMine = isNamed || !isShared(name);
    const hasAddress =
      address !== undefined &&
      (command.split(/[^0-9A-Fa-f.:]+/).includes(address) ||
        lines.some(({ addresses }) => addresses.includes(address)));
    const isSeen = hasAddress || (isMine && lines.some(({ text }) => !isComment(text) && CHANGES_INTERFACE.test(text)));
    return isSeen || (isMine && !isRead) ? [{ application, host: hostNamed(name)!, command, files, isSeen }] : [];
  });
}
