import type { ExportedObject } from "../drift/configuration-export";
import type { FactsFile } from "../drift/facts-file";
import { type Address, parseAddress } from "../model/address";
import { ELEMENT_NAME, isName, OBJECT_NAME } from "../model/name";
import { show } from "../text/wording";
import { allowedName } from "./allowed-name";
import { type BehindDevice, ownApplication, serversAt } from "./behind-device";
import type { BigIpSurvey } from "./big-ip-survey";
import { type ImportNote, objectText, type Sourced } from "./import-note";
import { poolDn, poolDns, servingProxies } from "./pool-dn";
import { roleConditions } from "./role-conditions";
import { commandOf, pairOfOwnScript, type SeenPair, type SeenServer, type VirtualIpFindings } from "./seen-pair";
import { type ProgramSources, seenPrograms } from "./seen-programs";
import type { SitePair } from "./site-applications";
import { hostOf, nameOf, type SiteExport, textAt } from "./site-export";
import type { SiteNetworks } from "./site-networks";
import type { SitePrograms } from "./site-programs";

/** The sources in which pairs are seen. */
export interface PairSources extends ProgramSources {
  readonly site: SiteExport;
  readonly networks: SiteNetworks;
  readonly findings: ReadonlyMap<SitePair, VirtualIpFindings>;
  /** The BIG-IPs that a pair is behind; the first one is used. */
  readonly devices: ReadonlyMap<SitePair, readonly BehindDevice[]>;
  readonly bigIps: readonly BigIpSurvey[];
  readonly answers: FactsFile | undefined;
}

/** The pairs whose hosts are known, with everything that was collected about each. */
export function seenPairs(sources: PairSources): {
  readonly pairs: readonly SeenPair[];
  readonly notes: readonly ImportNote[];
} {
  const { site, applications, networks, hostNamed, findings, devices, bigIps, answers } = sources;
  const notes: ImportNote[] = [];
  const pools = poolDns(site.exported.objects.dns?.values() ?? [], answers);
  const ownAddresses = managementAddresses(sources);
  const conditionsOf = roleConditions(site);
  const programsOf = seenPrograms(sources);
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
    const found = findings.get(pair)!;
    const { virtualIp } = found;
    const proxies = servingProxies(applications.proxies, nameOf(pair.primary));
    const dn = poolDn(proxies, applications.proxies, pools);
    const [behind, ...beside] = devices.get(pair) ?? [];
    const isOnBoth = (name: string) =>
      [primary, backup].every(({ host }) => host.interfaces.some((one) => one.network === name));
    return [
      {
        name: pairName(pair, applications.programs, dn, behind, takenNames),
        primary,
        backup,
        ...found,
        network: virtualIp && behind === undefined ? networks.having(virtualIp.value, isOnBoth) : undefined,
        ...programsOf(pair),
        conditions: conditionsOf(pair),
        proxies,
        poolDn: dn,
        answers,
        behind,
        beside,
        foreign: behind === undefined ? foreignServers(virtualIp?.value, bigIps) : [],
        ownAddresses,
        hostNamed,
      },
    ];
  });
  return { pairs, notes };
}

/** The virtual servers with the address that a pair uses, whose pools do not have both its hosts. */
function foreignServers(address: Address | undefined, bigIps: readonly BigIpSurvey[]): Sourced<string>[] {
  return serversAt(address, bigIps).map(({ survey, server: { path, pool, position } }) => {
    const members = pool?.members.map((one) => `${one.name} ${one.address ?? "by its name in DNS"}`) ?? [];
    return {
      value: `virtual server ${path} of BIG-IP ${survey.name}, behind it ${members.join(", ") || "no members"}`,
      position,
    };
  });
}

/** Of the hosts of the Management Layer, as the file has them. */
function managementAddresses({ applications, site, hostNamed }: PairSources): ReadonlySet<Address> {
  const { solutionControlServers, backupSolutionControlServer, messageServers } = applications;
  const all = [solutionControlServers[0], backupSolutionControlServer, messageServers[0]];
  return new Set(
    all.flatMap((application) => {
      const name = application && hostOf(application)?.value;
      const host = name === undefined ? undefined : hostNamed(name);
      const exported = host && site.exported.objects.hosts?.get(host.object);
      const address = exported && parseAddress(textAt(exported, "ipAddress")?.value ?? "");
      return host?.interfaces.some((one) => one.address === address) ? address! : [];
    }),
  );
}

function withoutHost(application: ExportedObject): ImportNote {
  return {
    kind: "left",
    code: "host-unknown",
    of: objectText("application", nameOf(application)),
    position: application.at(["serverInfo", "host"]),
    message: "it has no host, so the file does not have its pair",
    found: show(hostOf(application)?.value),
    fix: "set its host in the Configuration Layer, then export again",
  };
}

/** The name in this package's control script that moves its address, the name of its AS3 application, or the name in the number of its DN; otherwise what the names of the two servers have in common. */
function pairName(
  { primary, backup }: SitePair,
  programs: SitePrograms,
  dn: ExportedObject | undefined,
  behind: BehindDevice | undefined,
  taken: Set<string>,
): string {
  const own = programs.ofServers([primary, backup]).flatMap((one) => pairOfOwnScript(commandOf(one)) ?? [])[0];
  const [one, other] = [nameOf(primary), nameOf(backup)];
  let length = 0;
  while (length < Math.min(one.length, other.length) && one[length] === other[length]) length++;
  const common = one.slice(0, length).replace(/[^A-Za-z0-9]+[A-Za-z]?$/, "");
  const [, ofPool] = /^sip-outbound-proxy-(.+)$/.exec((dn && textAt(dn, "number")?.value) ?? "") ?? [];
  const wanted =
    own ?? (behind && ownApplication(behind)?.application) ?? ofPool ?? (isName(ELEMENT_NAME, common) ? common : one);
  return allowedName(ELEMENT_NAME, wanted, taken, "pair").name;
}
