import { grouped } from "../model/grouped";
import type { HostSurvey } from "./host-survey";
import { programFiles } from "./program-files";
import { commandOf, type SeenProgram, type SeenVirtualIp } from "./seen-pair";
import { hostsOfPair, type SiteApplications, type SitePair } from "./site-applications";
import { hostOf, nameOf } from "./site-export";
import type { SiteHost } from "./site-hosts";
import { serverNames } from "./site-programs";
import { isComment } from "./surveyed-files";

/** What the programs of pairs are seen in. */
export interface ProgramSources {
  readonly applications: SiteApplications;
  readonly surveys: ReadonlyMap<string, HostSurvey>;
  readonly hostNamed: (object: string) => SiteHost | undefined;
  readonly virtualIps: ReadonlyMap<SitePair, SeenVirtualIp>;
}

/** A command that changes an interface, its addresses or its part in a cluster. */
const CHANGES_INTERFACE =
  /\b(?:ifconfig|ifup|ifdown)\b|\bip\b.*\baddr|\bnetsh\b.*\b(?:add|delete|set)\s+address\b|\b(?:nlb|wlbs)(?:\.exe)?["\s]+\w/i;

/**
 * Tells what is started for a pair: its own, and every program on its hosts whose command or files have its virtual IP, or change an interface. One of which
 * nothing was read counts where it is named after one of the servers, or its host has no server of another pair.
 */
export function seenPrograms({
  applications,
  surveys,
  hostNamed,
  virtualIps,
}: ProgramSources): (pair: SitePair) => SeenProgram[] {
  const { pairs, programs } = applications;
  const pairsOnHost = grouped(pairs, hostsOfPair);
  const pairsOfServer = grouped(pairs, ({ primary, backup }) => [nameOf(primary), nameOf(backup)]);
  return (pair) => {
    const servers = [pair.primary, pair.backup];
    const isOther = (one: SitePair) => one !== pair;
    const address = virtualIps.get(pair)?.value;
    return programs.on(hostsOfPair(pair).flatMap((host) => host ?? [])).flatMap((application): SeenProgram[] => {
      if (serverNames(application).some((name) => pairsOfServer.get(name)?.some(isOther))) return [];
      const host = hostOf(application)!.value;
      const command = commandOf(application);
      const files = programFiles(application, surveys);
      const lines = files.flatMap((file) => file.lines);
      const isRead = files.some(({ state }) => state === "read");
      const isNamed = servers.some((one) => nameOf(application).includes(nameOf(one)));
      const isMine = isNamed || !pairsOnHost.get(host)!.some(isOther);
      const hasAddress =
        address !== undefined &&
        (command.split(/[^0-9A-Fa-f.:]+/).includes(address) ||
          lines.some(({ addresses }) => addresses.includes(address)));
      const isSeen =
        hasAddress || (isMine && lines.some(({ text }) => !isComment(text) && CHANGES_INTERFACE.test(text)));
      return isSeen || (isMine && !isRead) ? [{ application, host: hostNamed(host)!, command, files, isSeen }] : [];
    });
  };
}
