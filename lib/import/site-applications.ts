import type { ExportedObject } from "../drift/configuration-export";
import { CONTROL_SCRIPT_ENDINGS } from "../scripts/control-script-kinds";
import { sortedBy } from "../text/sorted";
import { show } from "../text/wording";
import { byFrequency } from "./by-frequency";
import { type ImportNote, objectText, type Sourced } from "./import-note";
import { servingProxies } from "./pool-dn";
import { SCRIPT_ENDINGS } from "./script-endings";
import { commandOf } from "./seen-pair";
import { entriesAt, flagAt, hostOf, keysAt, nameOf, optionOf, type SiteExport, textAt } from "./site-export";
import { type SitePrograms, sitePrograms } from "./site-programs";

/** Two SIP Server applications, one of which is the other's backup. */
export interface SitePair {
  readonly primary: ExportedObject;
  readonly backup: ExportedObject;
}

/** What the applications of an export are, as far as high availability is concerned. */
export interface SiteApplications {
  readonly pairs: readonly SitePair[];
  /** By name, after the one that the hosts of pairs name, otherwise after one that has a backup; the first one is used. */
  readonly solutionControlServers: readonly ExportedObject[];
  /** The Solution Control Servers that the hosts of pairs name, the one that most hosts name first (fact `distributed-control-servers`). */
  readonly controlledBy: readonly Sourced<string>[];
  /** That of the first. */
  readonly backupSolutionControlServer?: ExportedObject | undefined;
  readonly messageServers: readonly ExportedObject[];
  readonly proxies: readonly ExportedObject[];
  /** Those on hosts of pairs. */
  readonly programs: SitePrograms;
  readonly notes: readonly ImportNote[];
}

/**
 * Decides what the applications are. Their type is the type of their template, if the export has it. Without templates an application is recognised by
 * what it has: options whose names begin with `sip-`, options of Solution Control Server, options of SIP Proxy, a connection to Message Server.
 */
export function siteApplications(site: SiteExport): SiteApplications {
  const all = sortedBy(site.exported.objects.applications?.values() ?? [], nameOf);
  const typed = (one: ExportedObject) => site.templates.get(textAt(one, "appPrototype")?.value ?? "")?.type;
  const is = (types: readonly string[], isLike: (one: ExportedObject) => boolean) => (one: ExportedObject) => {
    const type = typed(one);
    return type === undefined ? isLike(one) : types.includes(type);
  };
  const isProxy = (one: ExportedObject) => optionOf(one, "sipproxy", "serving-sipserver") !== undefined;
  const isSipServer = is(["tserver", "sipcommunicationserver"], () => true);
  const servers = all.filter((one) => isSipServer(one) && hasSipOptions(one) && !isProxy(one));
  const { pairs, notes } = pairsOf(servers, site);
  const controlServers = all.filter(is(["scs"], isLikeSolutionControlServer));
  const backupOf = (one: ExportedObject) => {
    const named = textAt(one, "serverInfo", "backupServer")?.value;
    return controlServers.find((other) => other !== one && nameOf(other) === named);
  };
  const hosts = new Set(pairs.flatMap(hostsOfPair));
  // A backup counts as the server whose backup it is, whichever of the two a host names.
  const withBackup = new Map(
    controlServers.map((one) => [nameOf(one), controlServers.find((other) => backupOf(other) === one) ?? one]),
  );
  const named = controlServersNamed([...hosts], site);
  const controlledBy = byFrequency(
    named.flatMap((one) => {
      const server = withBackup.get(one.value);
      return server === undefined ? [] : [{ ...one, value: nameOf(server) }];
    }),
  );
  const first =
    controlServers.find((one) => nameOf(one) === controlledBy[0]?.value) ??
    controlServers.find(backupOf) ??
    controlServers[0];
  const backupSolutionControlServer = first && backupOf(first);
  const solutionControlServers = [
    ...(first === undefined ? [] : [first]),
    ...controlServers.filter((one) => one !== first && one !== backupSolutionControlServer),
  ];
  const connected = new Set(pairs.flatMap(({ primary }) => serversOf(primary)));
  const messageServers = all.filter(
    is(["messageserver"], (one) => connected.has(nameOf(one)) && /message/i.test(nameOf(one))),
  );
  const proxies = all.filter(isProxy);
  const known = new Set([...servers, ...controlServers, ...messageServers, ...proxies]);
  const programs = all.filter(
    (one) =>
      !known.has(one) &&
      hosts.has(hostOf(one)?.value ?? "") &&
      is(["thirdpartyserver", "thirdpartyapp"], (app) => SCRIPT.test(commandOf(app)))(one) &&
      textAt(one, "commandLine") !== undefined,
  );
  const unlike = all.filter((one) => !known.has(one) && isSipServer(one)).flatMap(unlikeSipServer);
  return {
    pairs,
    solutionControlServers,
    controlledBy,
    backupSolutionControlServer,
    messageServers,
    proxies,
    programs: sitePrograms(programs),
    notes: [...notes, ...unlike, ...byFrequency(named.filter(({ value }) => !withBackup.has(value))).map(missing)],
  };
}

/** The hosts that the servers of a pair are on, the primary's first; undefined if a server has none. */
export function hostsOfPair({ primary, backup }: SitePair): (string | undefined)[] {
  return [primary, backup].map((one) => hostOf(one)?.value);
}

/** The hosts of the pairs, of the proxies and of the Management Layer, in the order in which they are named. */
export function hostsOf({
  pairs,
  solutionControlServers,
  backupSolutionControlServer,
  messageServers,
  proxies,
}: SiteApplications): string[] {
  const applications = [
    ...solutionControlServers.slice(0, 1),
    ...(backupSolutionControlServer === undefined ? [] : [backupSolutionControlServer]),
    ...messageServers.slice(0, 1),
    ...pairs.flatMap(({ primary, backup }) => [primary, backup]),
    ...pairs.flatMap(({ primary }) => servingProxies(proxies, nameOf(primary))),
  ];
  return [...new Set(applications.flatMap((one) => hostOf(one)?.value ?? []))];
}

/** A server with a backup may belong to a pair for which nobody has set options. */
function unlikeSipServer(one: ExportedObject): ImportNote[] {
  const backup = textAt(one, "serverInfo", "backupServer");
  if (backup === undefined) return [];
  return [
    {
      kind: "left",
      code: "no-sip-options",
      of: objectText("application", nameOf(one)),
      position: one.at(["options"]),
      message: `its backup is ${show(backup.value)}, but section TServer has no option that begins with sip-, so it is not taken for a SIP Server`,
      found: undefined,
      fix: "if it is one, set its sip-address, then export again; otherwise leave it as it is",
    },
  ];
}

/** What only the command of a script has, if no template distinguishes a Third Party Server from other servers. */
const SCRIPT = new RegExp(`\\.(?:${SCRIPT_ENDINGS.join("|")})\\b|-(?:${CONTROL_SCRIPT_ENDINGS.join("|")}) `, "i");

function hasSipOptions(one: ExportedObject): boolean {
  return keysAt(one, "options", "TServer").some((option) => option.startsWith("sip-"));
}

function isLikeSolutionControlServer(one: ExportedObject): boolean {
  return (
    ["haflip-detect-timeout", "disconnect-switchover-timeout"].some((name) => optionOf(one, "general", name)) ||
    /^(?:SCS|Solution[ _]?Control[ _]?Server)/i.test(textAt(one, "appPrototype")?.value ?? "")
  );
}

/** What the Host objects have as their Solution Control Server, each with its place. */
function controlServersNamed(hosts: readonly (string | undefined)[], { exported }: SiteExport): Sourced<string>[] {
  const objects = hosts.flatMap((host) => exported.objects.hosts?.get(host ?? "") ?? []);
  return objects.flatMap((host) => textAt(host, "scs") ?? []);
}

/** A Solution Control Server that hosts of pairs name, but that the export does not have: another one in the file, or none, would give a wrong answer to which one switches over. */
function missing({ value, position }: Sourced<string>): ImportNote {
  return {
    kind: "unknown",
    code: "control-server-missing",
    of: objectText("Solution Control Server", value),
    position,
    message:
      "Host objects of the pairs name it as theirs, but no application of the export is a Solution Control Server of that name, so it is not in the file",
    fix: "export the whole database, templates included; or, if it is the responsible one, set managementLayer.solutionControlServer, and its host and timers",
  };
}

/** The names of the servers that an application connects to. */
function serversOf(application: ExportedObject): string[] {
  return entriesAt(application, "appServers").flatMap((path) => textAt(application, ...path, "appServer")?.value ?? []);
}

function pairsOf(servers: readonly ExportedObject[], { exported }: SiteExport) {
  const pairs: SitePair[] = [];
  const notes: ImportNote[] = [];
  const backups = new Map<string, ExportedObject>();
  const note = (code: string, one: ExportedObject, message: string, found: string | undefined, fix: string) =>
    notes.push({
      kind: "left",
      code,
      of: objectText("application", nameOf(one)),
      position: one.at(["serverInfo", "backupServer"]),
      message,
      found,
      fix,
    });
  // If two are each other's backup, the one that says it is not a backup is the primary.
  const ordered = [...servers].sort(
    (a, b) => Number(flagAt(a, "isPrimary") === false) - Number(flagAt(b, "isPrimary") === false),
  );
  for (const primary of ordered) {
    const named = textAt(primary, "serverInfo", "backupServer");
    if (named === undefined || backups.has(nameOf(primary))) continue;
    const backup = exported.objects.applications?.get(named.value);
    if (backup === undefined || backup === primary)
      note(
        "backup-missing",
        primary,
        "its backup is not in the export, so there is no pair",
        show(named.value),
        "export the whole database, or correct the backup server of the application",
      );
    else if (backups.has(named.value))
      note(
        "backup-twice",
        primary,
        `its backup is already that of ${show(nameOf(backups.get(named.value)!))}, so there is no pair`,
        show(named.value),
        "give each primary a backup of its own; one backup serves one primary",
      );
    else {
      backups.set(named.value, primary);
      pairs.push({ primary, backup });
    }
  }
  const paired = new Set(pairs.flatMap(({ primary, backup }) => [primary, backup]));
  for (const one of servers)
    if (!paired.has(one) && textAt(one, "serverInfo", "backupServer") === undefined)
      note(
        "no-backup",
        one,
        "it has no backup, so there is no pair",
        undefined,
        "set its backup server and hot standby, then export again; or leave it as it is, without high availability",
      );
  return { pairs: sortedBy(pairs, ({ primary }) => nameOf(primary)), notes };
}
