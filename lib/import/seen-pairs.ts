import type { ExportedObject } from "../drift/configuration-export";
import type { FactsFile } from "../drift/facts-file";
import { type Address, parseAddress } from "../model/address";
import { ELEMENT_NAME, isName, OBJECT_NAME } from "../model/name";
import { show } from "../text/wording";
import { allowedName } from "./allowed-name";
import type { HostSurvey } from "./host-survey";
import { type ImportNote, objectText, type Sourced } from "./import-note";
import { poolDn, poolDns, servingProxies } from "./pool-dn";
import { programFiles } from "./program-files";
import {
  commandOf,
  ownScript,
  type SeenPair,
  type SeenProgram,
  type SeenServer,
  type SeenVirtualIp,
} from "./seen-pair";
import type { SiteApplications, SitePair } from "./site-applications";
import { entriesAt, hostOf, nameOf, optionOf, type SiteExport, textAt } from "./site-export";
import type { SiteHost } from "./site-hosts";
import type { SiteNetworks } from "./site-networks";
import { isComment } from "./surveyed-files";
import { isOfHostAlone } from "./surveyed-prefix";

/** What pairs are seen in. */
export interface PairSources {
  readonly site: SiteExport;
  readonly applications: SiteApplications;
  readonly surveys: ReadonlyMap<string, HostSurvey>;
  readonly networks: SiteNetworks;
  readonly hostNamed: (object: string) => SiteHost | undefined;
  readonly virtualIps: ReadonlyMap<SitePair, SeenVirtualIp>;
  readonly answers: FactsFile | undefined;
}

/**
 * The address by which both servers of a pair go, where it is no host's own; on one host there is none to move. Where the servers do not say it: that of a
 * cluster that both hosts are in; the one address that programs on both hosts have in their files, and that is none of the hosts' own; the one that a host has,
 * and has got since it was started.
 */
export function virtualIpOf(
  { primary, backup }: SitePair,
  { exported }: SiteExport,
  { programs }: SiteApplications,
  surveys: ReadonlyMap<string, HostSurvey>,
): SeenVirtualIp | undefined {
  const names = [primary, backup].map((one) => hostOf(one)?.value ?? "");
  if (names[0] === names[1]) return undefined;
  const own = new Set(
    [...(exported.objects.hosts?.values() ?? [])].flatMap(
      (host) => parseAddress(textAt(host, "ipAddress")?.value ?? "") ?? [],
    ),
  );
  const [first, second] = [primary, backup].map((one) => {
    const read = optionOf(one, "TServer", "sip-address");
    const value = read && parseAddress(read.value);
    return value === undefined || own.has(value)
      ? undefined
      : { value, position: read!.position, what: "TServer/sip-address" };
  });
  if (first !== undefined && first.value === second?.value) return first;
  if (first !== undefined || second !== undefined) return undefined;
  const [ofFirst, ofSecond] = names.map((host) => surveys.get(host));
  const cluster = ofFirst?.clusters.find(({ virtualIp: value }) =>
    ofSecond?.clusters.some((one) => one.virtualIp === value),
  );
  if (cluster !== undefined)
    return { value: cluster.virtualIp, position: cluster.position, what: "cluster of both hosts" };
  const surveyed = new Set(
    [...surveys.values()].flatMap(({ addresses, gateways }) => [
      ...addresses.rows.filter(({ isSecondary }) => !isSecondary).map(({ address }) => address),
      ...gateways.map(({ gateway }) => gateway),
    ]),
  );
  const [onFirst, onSecond] = names.map((host) =>
    programs
      .filter((one) => hostOf(one)?.value === host)
      .flatMap((one) => programFiles(one, surveys).flatMap(({ lines }) => lines))
      .flatMap(({ addresses, position }) => addresses.map((value) => ({ value, position })))
      .filter(
        ({ value }) => !own.has(value) && !surveyed.has(value) && !/^(?:127|255)\.|\.(?:0|255)$|^0\./.test(value),
      ),
  ) as [Sourced<Address>[], Sourced<Address>[]];
  const common = onFirst.filter(({ value }) => onSecond.some((one) => one.value === value));
  const isOne = (all: readonly Sourced<Address>[]) => new Set(all.map(({ value }) => value)).size === 1;
  if (common.length > 0) return isOne(common) ? { ...common[0]!, what: "in scripts of both hosts" } : undefined;
  const added = [ofFirst, ofSecond].flatMap((survey) =>
    (survey?.addresses.rows ?? []).flatMap(({ address: value, isTemporary, position }) =>
      isTemporary && !own.has(value) && !isOfHostAlone(value) ? [{ value, position }] : [],
    ),
  );
  return isOne(added) ? { ...added[0]!, what: "an address that its host does not have at boot" } : undefined;
}

/** The pairs whose hosts are known, with everything that was collected of each. */
export function seenPairs(sources: PairSources): {
  readonly pairs: readonly SeenPair[];
  readonly notes: readonly ImportNote[];
} {
  const { site, applications, networks, hostNamed, virtualIps, answers } = sources;
  const notes: ImportNote[] = [];
  const dns = poolDns(site.exported.objects.dns?.values() ?? []);
  const takenApplications = new Set<string>();
  const takenNames = new Set<string>();
  const pairs = applications.pairs.flatMap((pair): SeenPair[] => {
    const [primary, backup] = [pair.primary, pair.backup].map((application): SeenServer | undefined => {
      const host = hostNamed(hostOf(application)?.value ?? "");
      const declared = allowedName(OBJECT_NAME, nameOf(application), takenApplications, "SIP-Server");
      return host && { application, name: nameOf(application), declaredName: declared.name, host };
    });
    if (primary === undefined || backup === undefined) {
      notes.push(withoutHost(primary === undefined ? pair.primary : pair.backup));
      return [];
    }
    const virtualIp = virtualIps.get(pair);
    const proxies = servingProxies(applications.proxies, nameOf(pair.primary));
    const dn = poolDn(proxies, applications.proxies, dns, answers);
    const isOnBoth = (name: string) =>
      [primary, backup].every(({ host }) => host.interfaces.some((one) => one.network === name));
    return [
      {
        name: pairName(pair, applications.programs, dn, takenNames),
        primary,
        backup,
        virtualIp,
        network: virtualIp && networks.having(virtualIp.value, isOnBoth),
        programs: programsOf(pair, sources),
        conditions: conditionsOf(pair, site),
        proxies,
        poolDn: dn,
        answers,
        hostNamed,
      },
    ];
  });
  return { pairs, notes };
}

function withoutHost(application: ExportedObject): ImportNote {
  return {
    kind: "left",
    code: "host-unknown",
    of: objectText("application", nameOf(application)),
    position: application.at(["serverInfo", "host"]),
    message: "it has no host, so that the file does not have its pair",
    found: show(hostOf(application)?.value),
    fix: "set its host in the Configuration Layer, then export again",
  };
}

/** The name in the control script of this package that moves its address, or in the number of its DN; else what the names of the two servers have in common. */
function pairName(
  { primary, backup }: SitePair,
  programs: readonly ExportedObject[],
  dn: ExportedObject | undefined,
  taken: Set<string>,
): string {
  const own = programs
    .filter((one) => isOwnProgram(one, [primary, backup]))
    .flatMap((one) => ownScript(commandOf(one))?.pair ?? [])[0];
  const [one, other] = [nameOf(primary), nameOf(backup)];
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length++;
  const common = one.slice(0, length).replace(/[^A-Za-z0-9]+[A-Za-z]?$/, "");
  const [, ofPool] = /^sip-outbound-proxy-(.+)$/.exec((dn && textAt(dn, "number")?.value) ?? "") ?? [];
  const wanted = own ?? ofPool ?? (isName(ELEMENT_NAME, common) ? common : one);
  return allowedName(ELEMENT_NAME, wanted, taken, "pair").name;
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
function programsOf(pair: SitePair, { applications, surveys, hostNamed, virtualIps }: PairSources): SeenProgram[] {
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

/** Alarm conditions with reactions that a change of a server's role sets off: of one of the servers, or of any application by such an event. */
function conditionsOf({ primary, backup }: SitePair, { exported }: SiteExport): ExportedObject[] {
  return [...(exported.objects.alarmConditions?.values() ?? [])].filter((condition) => {
    if (entriesAt(condition, "reactionScripts").length === 0) return false;
    const app = textAt(condition, "alarmDetectEvent", "app")?.value;
    const event = textAt(condition, "alarmDetectEvent", "logEventID")?.value ?? "";
    const mode = textAt(condition, "alarmDetectEvent", "selectionMode")?.value;
    return (
      app === nameOf(primary) || app === nameOf(backup) || (mode !== "smbyappdbid" && ["5150", "5151"].includes(event))
    );
  });
}
