import { BIG_IP_FACTS } from "./big-ip-facts";
import { type Evidence, weakest } from "./evidence";
import { NLB_FACTS } from "./nlb-facts";
import { OPTION_FACTS } from "./option-facts";
import { SIP_PROXY_FACTS } from "./sip-proxy-facts";
import { SYSTEM_FACTS } from "./system-facts";

/** A statement about a product that an artifact rests on. */
export interface Fact {
  /** One sentence, in the library's own words. */
  readonly statement: string;
  readonly evidence: Evidence;
  /** Where it was read, what it was deduced from, or that nothing was found. */
  readonly source: string;
}

const DOCS = "https://docs.genesys.com/Documentation";

/** Everything about Genesys products that the artifacts of this library rest on, each stated once. */
const GENESYS_FACTS = {
  "virtual-ip-for-sip-only": {
    statement:
      "Endpoints and gateways use the virtual IP; the Configuration Layer, the Management Layer and T-Library clients use each host's own address.",
    evidence: "documented",
    source: `${DOCS}/SIPS/latest/HADeployment/IPAddressTakeover`,
  },
  "same-subnet": {
    statement: "The two hosts of an IP Address Takeover are on one subnet, and its equipment accepts gratuitous ARP.",
    evidence: "documented",
    source: `${DOCS}:SIPS:HADeployment:HAArchitecture:8.1.1`,
  },
  "scripts-are-applications": {
    statement:
      "The scripts that move the virtual IP are applications; alarm reactions start them, and LCA runs them on the SIP Server hosts.",
    evidence: "documented",
    source: `${DOCS}/SIPS/8.1.0/HADeployment/IPAddressTakeover_WKFL`,
  },
  "third-party-server": {
    statement:
      "A script that the Management Layer starts is an application of type Third Party Server with a working directory and a command line.",
    evidence: "documented",
    source: `${DOCS}/FR/8.5.1/MLUG/Mng3rdP`,
  },
  "lca-environment": {
    statement: "A program that LCA starts gets LCA's environment and LCA's rights.",
    evidence: "documented",
    source: `https://enu.docs.genesys.com/Documentation/FR/8.5.1/Dep/StSpML; the rights, and that LCA is installed as root or an administrator and may run under another account: ${DOCS}/FR/8.5.1/Dep/MinPerms`,
  },
  "absolute-command-line": {
    statement: "The command line of an application may be an absolute path.",
    evidence: "inferred",
    source: `${DOCS}/FR/latest/MLUG/Mng3rdP calls it the command that starts the program, usually its executable's name`,
  },
  "no-auto-restart": {
    statement:
      "The Management Layer must not restart a script application: at a host's start it would bring up the virtual IP before any role is decided.",
    evidence: "inferred",
    source: `deduced from when Solution Control Server starts applications: ${DOCS}/FR/latest/MLUG/StSpAppSols; that autostart, with which it starts them at each connection with LCA, is off by default: ${DOCS}/FR/Current/CORM/CommSmlSect`,
  },
  "script-application-port": {
    statement:
      "An application of type Third Party Server needs no listening port. If Configuration Server asks for one, any free port will do, as the script listens on none.",
    evidence: "unverified",
    source: "nothing was found on it",
  },
  "role-events": {
    statement:
      "Solution Control Server logs 00-05150 when a SIP Server has become primary, and 00-05151 when it has become backup.",
    evidence: "documented",
    source: `${DOCS}/SIPS/8.1.0/HADeployment/IPAddressTakeover_WKFL`,
  },
  "role-events-select-application": {
    statement:
      "An alarm condition that selects a SIP Server by application sees the role events that Solution Control Server logs on its behalf.",
    evidence: "inferred",
    source: `deduced from the text of the Genesys common log messages, which name the application as the one the event is about; that an alarm's source may be one application: ${DOCS}/FR/Current/MLUG/Alarms`,
  },
  "role-events-8-1-1": {
    statement:
      "The procedure of SIP Server 8.1.1 uses the same two events; events 4560 to 4563 of the server itself would be the alternative.",
    evidence: "unverified",
    source: `the steps on the page of 8.1.0 were read, those on the page of 8.1.1 were not seen; a sister product uses 4563: ${DOCS}/GSV/latest/HADeployment/TraditionalHAFailureScenarios`,
  },
  "message-server-connection": {
    statement:
      "Message Server recognises alarms in log events, so the applications that log them, Solution Control Server above all, must be connected to it.",
    evidence: "documented",
    source: `${DOCS}/FR/Current/MLUG/ConfAlarms`,
  },
  "log-event-outputs": {
    statement:
      "A log event goes to Message Server if network is among the outputs of its level, or of all, and verbose lets the level through; all has no default. Alarms rest on events of level Standard. An event that is customised to a lower level, or to none, may raise no alarm.",
    evidence: "analogous",
    source: `${DOCS}/TS/8.1.1/TSCSTA/CLogOutputOptions, of a T-Server; that Solution Control Server has the common log options: ${DOCS}:FR:CORM:SCSLogSect:Current; the level: ${DOCS}/FR/Current/MLUG/Alarms; customised events: ${DOCS}/FR/latest/MLUG/CustLogs`,
  },
  "control-server-versions": {
    statement:
      "Solution Control Server has haflip-detect-timeout in section general from 8.5.100.39 on, and in section log in 8.5.100.31. According to some copies of the notes on 8.5.100.39, section log of an application takes precedence. Version 8.5.100.56 ends unexpectedly if alarms are raised and a log event has a text of more than 1024 characters, unless detailed-alarm-log in section general is false; 8.5.100.57 does not.",
    evidence: "documented",
    source: `${DOCS}/RN/latest/scs85rn/scs8510039, ${DOCS}/RN/latest/scs85rn/scs8510031; MFWK-24157: ${DOCS}/RN/8.5.x/scs85rn/scs85KI`,
  },
  "high-availability-license": {
    statement:
      "Redundant servers need a high-availability license; without it the Management Layer switches nothing over. While the only license server is unavailable, no application that starts gets a license. Three redundant license servers are supported, but not recommended.",
    evidence: "documented",
    source: `${DOCS}/FR/8.5.0/Dep/PrqLic; license servers: ${DOCS}/System/latest/GenLic/OrderingLicenses`,
  },
  "distributed-control-servers": {
    statement:
      "In distributed mode, which needs its own license, each Solution Control Server monitors, controls and raises alarms only for the hosts and applications that are assigned to it. It forwards a command for others through a dedicated Message Server. The Host object names the Solution Control Server that controls it, which counts only in distributed mode.",
    evidence: "documented",
    source: `${DOCS}/FR/Current/Dep/DistSCS; the license: ${DOCS}:FR:Dep:DepDist:8.5.1; the Host object: https://docs.genesys.com/Special:Repository/81gax_help.zip?page=Documentation:FR:Dep:HASNMPMA:8.5.0&id=9c040c4f-fcc9-474c-9e49-3302f015b99c`,
  },
  "solution-takes-backups": {
    statement: "Starting or stopping a Solution also starts or stops the backups of its servers.",
    evidence: "documented",
    source: `${DOCS}/FR/Current/MLUG/SolnCont`,
  },
  "host-name-in-network": {
    statement:
      "Applications connect to the servers of a host by the name of its Host object. That name has to be exactly the host's name in the network, and the object's address has to be the host's address.",
    evidence: "documented",
    source:
      "https://docs.genesys.com/Special:Repository/81gax_help.zip?page=Documentation:FR:Dep:HASNMPMA:8.5.0&id=9c040c4f-fcc9-474c-9e49-3302f015b99c",
  },
  "ipv6-is-off": {
    statement:
      "Genesys applications use IPv6 if GCTI_CONN_IPV6_ON in their environment is a number other than 0, or if enable-ipv6 in section common of their options says so. Both are off by default. The variable overrides the option, and is needed if IPv6 is needed before the options are read.",
    evidence: "documented",
    source: `${DOCS}:FR:Dep:IPv6exp:8.5.0`,
  },
  "cancel-timeout": {
    statement:
      "An alarm that is still active does not run its reactions again; a short cancel timeout arms it for the next switchover.",
    evidence: "analogous",
    source: "a field report on SIP T-Server with NLB, which needed 5 s: http://genesysguru.com/blog/blog/2009/10/",
  },
  "cancel-event-of-same-application": {
    statement: "A cancel event selected by application counts only if it is about the application of the detect event.",
    evidence: "inferred",
    source: `deduced from the removal event having a selection mode and no application: ${DOCS}/PSDK/8.1.3/Developer/CfgAlarmCondition`,
  },
  "reaction-types": {
    statement: "An alarm reaction is a Script object; one of its types starts a given application.",
    evidence: "documented",
    source: "https://docs.genesys.com/Special:Repository/81gax_help.zip?page=Documentation/GA&id=274113172678",
  },
  "reaction-keys": {
    statement:
      "The Annex of a reaction's Script object says which application the reaction starts, under keys that are not public. So the application has to be chosen by hand in GAX after the import.",
    evidence: "unverified",
    source: "deduced from a Script object having no such field; the keys were not found anywhere",
  },
  "reaction-order": {
    statement:
      "No source says in which order, or on which host first, the reactions of a switchover run; the role changes before the address moves.",
    evidence: "inferred",
    source: `deduced from the steps of a switchover: ${DOCS}/SIPS/8.1.0/HADeployment/IPAddressTakeover_WKFL`,
  },
  "disconnected-host-keeps-address": {
    statement: "While the primary's host is disconnected, the script that releases the virtual IP there cannot run.",
    evidence: "documented",
    source: `${DOCS}/SIPS/8.1.1/HADeployment/IPAddressTakeover_WKFL`,
  },
  "release-on-became-backup": {
    statement:
      "If a SIP Server is ordered to be backup after a reconnection, its peer has no event, so the server's own event must release the virtual IP.",
    evidence: "inferred",
    source: "deduced from the role events and the workflow of a reconnection",
  },
  "announce-after-release": {
    statement:
      "While both hosts hold the virtual IP, neighbours may have learned the old host's hardware address, so the new host announces the virtual IP again after the old host has released it.",
    evidence: "inferred",
    source: "deduced from the workflow of a reconnection; seen with hosts in Linux network namespaces",
  },
  "hot-standby": {
    statement:
      "The primary names its backup and the redundancy type hot standby; the backup is an ordinary SIP Server application.",
    evidence: "inferred",
    source: `deduced from hot standby of T-Server, ${DOCS}/Skype/latest/Dep/HA, and from the fields, ${DOCS}/PSDK/latest/ConfigLayerRef/CfgApplication`,
  },
  "backup-is-copied": {
    statement:
      "Configuration Server gives a backup the primary's connections, tenant and Switch, and keeps them locked; it does not copy options.",
    evidence: "documented",
    source: `${DOCS}/PSDK/latest/ConfigLayerRef/CfgApplication`,
  },
  "host-of-server": {
    statement:
      "Configuration Server does not change the host of a server as long as the server is the backup of another one, or others connect to it.",
    evidence: "documented",
    source: `${DOCS}:PSDK:ConfigLayerRef:CfgServer:8.5.x`,
  },
  "host-address-unique": {
    statement:
      "The address of a Host is unique in a Configuration Database, and may be missing. The name of a Host is not changed as long as a server is assigned to it.",
    evidence: "documented",
    source: `${DOCS}/PSDK/latest/ConfigLayerRef/CfgHost`,
  },
  "redundancy-type-of-backup": {
    statement:
      "The redundancy type is set only on the primary, while both applications are stopped; Configuration Server copies it to the backup.",
    evidence: "analogous",
    source: "rules that a third party's Genesys test framework follows",
  },
  "ha-sync-port": {
    statement:
      "HA sync is a tick in the dialogue of a listening port, and SIP Server uses that port for the HA link. How the tick is stored is not known, so it has to be set by hand.",
    evidence: "unverified",
    source: `from memory, with high confidence, for T-Server; ports that are marked like this, through which a backup connects, are documented for Configuration Server: https://enu.docs.genesys.com/Documentation:FR:CORM:CSSystemSect:Current`,
  },
  "switch-link": {
    statement:
      "A SIP Server refers to its Switch by the Switch's DBID, and no name can be used instead. So the Switch has to be chosen by hand, on the primary, as the backup gets it from there.",
    evidence: "unverified",
    source: `the flexible properties as a third party's model has them; that a backup gets the properties of its primary: ${DOCS}:PSDK:ConfigLayerRef:CfgServer:8.5.x`,
  },
  "sip-server-type": {
    statement: "SIP Server is an application of type T-Server, and belongs to exactly one tenant.",
    evidence: "unverified",
    source:
      "the type is from memory, with high confidence; the rule of one tenant is documented for T-Server in the Platform SDK",
  },
  "ha-link-addp": {
    statement:
      "The HA link uses ADDP if protocol in backup-sync is addp, and then both timeouts must be set. Between any two T-Servers the vendor strongly recommends that both sides watch the connection.",
    evidence: "analogous",
    source: `${DOCS}/TS/8.1.1/TSCSTA/TCBackupSyncSection, of another T-Server; the advice: ${DOCS}/FR/8.5.0/Dep/ADDP`,
  },
  "host-addp": {
    statement:
      "Solution Control Server polls an LCA after one ADDP timeout of silence, and takes the host for lost after a second one.",
    evidence: "documented",
    source: `${DOCS}:FR:CORM:HostADDPSect:Current`,
  },
  "disconnect-switchover-timeout": {
    statement:
      "Solution Control Server waits for disconnect-switchover-timeout before it switches over because of a lost host; other switchovers do not wait.",
    evidence: "documented",
    source: `${DOCS}/FR/Current/MLUG/AvoidSO`,
  },
  "port-check": {
    statement:
      "The backup's test of the SIP port does not work with IP Address Takeover or with both servers on one host.",
    evidence: "documented",
    source: `${DOCS}:SIPS:HADeployment:InitCheck:8.1.1`,
  },
  "sip-address": {
    statement: "sip-address, the address that SIP Server writes into its messages, is the virtual IP on both servers.",
    evidence: "unverified",
    source: "from memory, with high confidence",
  },
  "sip-port": {
    statement: "sip-port and sip-port-tls are the ports that SIP Server listens on, the same on both servers.",
    evidence: "unverified",
    source: `the option sip-port: ${DOCS}/IW/latest/Dep/InteractionWorkspaceAndGenesys8, of Workspace; sip-port-tls, and that both servers have the same ports, from memory`,
  },
  "http-port": {
    statement:
      "From 8.1.102.58 on, a SIP Server with http-port says at /server?sipServer whether it is ready for a switchover. A primary is ready when 60 s have passed since the HA link came up, all calls except multi-site calls are synchronised, and the multi-site calls from before that have ended. A backup is ready when all calls are synchronised.",
    evidence: "documented",
    source: `${DOCS}/SIPS/latest/HADeployment/Upgrade`,
  },
  "single-host": {
    statement:
      "Primary and backup may run on one host for 100 seats or fewer, and then need no virtual IP, scripts, alarm conditions or reactions.",
    evidence: "documented",
    source: `${DOCS}/SIPS/latest/HADeployment/OtherSIPServerHAEnhancements`,
  },
  "single-host-ports": {
    statement:
      "Two SIP Servers on one host share the SIP port, which only the primary opens; their other ports and their log files differ, as both processes run at once.",
    evidence: "inferred",
    source: `deduced from the backup's test of the SIP port, which is documented as not usable on one host: ${DOCS}:SIPS:HADeployment:InitCheck:8.1.1`,
  },
  "process-failure": {
    statement:
      "LCA notices the end of a SIP Server's process by its broken connection and reports it to Solution Control Server, which makes the backup primary.",
    evidence: "inferred",
    source: `deduced from what LCA and Solution Control Server do about a failed application: ${DOCS}/FR/latest/MLUG/Faults`,
  },
  "process-hang": {
    statement:
      "An application that hangs with its connection to LCA open counts as running. Heartbeats, by which LCA would notice and restart it, are off unless heartbeat-period in section sml of its Annex is set. That option is only for applications for which the vendor has announced that they support it.",
    evidence: "documented",
    source: `${DOCS}/FR/Current/CORM/CommSmlSect; that it counts as running: ${DOCS}/GP/latest/Dep/unrespprocdet`,
  },
  "health-events": {
    statement:
      "Solution Control Server logs 10327 when an application's role flips often and 10328 when it is stable again, 10329 when its own pair may be split and 10330 when the pair has recovered, and 10331 when it is without its backup.",
    evidence: "documented",
    source: `${DOCS}/RN/8.5.x/scs85rn/scs85KI`,
  },
  "brain-events": {
    statement:
      "From Solution Control Server 8.5.100.31 on, event 20621 means a pair without a primary, 20622 a pair with two primaries, and 20623 a pair that is normal again; a switchover may raise them for a second.",
    evidence: "documented",
    source: `${DOCS}/RN/latest/scs85rn/scs8510031`,
  },
  "linux-host-type": {
    statement:
      "A Linux host has the operating system type Red Hat Linux, the only Linux that the Configuration Layer lists.",
    evidence: "inferred",
    source: "deduced from the list of operating system types of the Platform SDK",
  },
  "other-host-types": {
    statement:
      "Hosts with Windows, Solaris and AIX have the operating system types Windows NT, Solaris and AIX. Solaris on x86 and versions of Windows have their own types, which may be chosen by hand: drift accepts any type of the same system, but an import of the objects sets the first three types again.",
    evidence: "inferred",
    source: "deduced from the list of operating system types of the Platform SDK",
  },
  "import-replaces-lists": {
    statement:
      "An import with mutagen replaces a list of an existing object as a whole: it removes ports and connections that the environment does not declare. Export the objects first and compare.",
    evidence: "inferred",
    source: "deduced from mutagen's source",
  },
  "import-creates-no-sip-server": {
    statement:
      "The working directory and command line of SIP Server come with its installation and are left out here. So the import completes existing SIP Servers and refuses to create others.",
    evidence: "inferred",
    source: "deduced from mutagen's source, which asks for both only if it creates an application",
  },
  "options-file": {
    statement:
      "An options file has sections in square brackets and option=value lines. The documentation does not mention comments; if an import refuses the lines that start with #, delete them.",
    evidence: "documented",
    source:
      "https://docs.genesys.com/Special:Repository/81gax_help.zip?page=Documentation:FR:Dep:HASNMPMA:8.5.0&id=9c040c4f-fcc9-474c-9e49-3302f015b99c",
  },
} as const satisfies Record<string, Fact>;

/** The catalogue: everything about products that an artifact rests on, each stated once. */
export const FACTS = {
  ...GENESYS_FACTS,
  ...OPTION_FACTS,
  ...NLB_FACTS,
  ...SIP_PROXY_FACTS,
  ...SYSTEM_FACTS,
  ...BIG_IP_FACTS,
};

export type FactId = keyof typeof FACTS;

/** How well the weakest of the facts is known. */
export function evidenceOf(ids: Iterable<FactId>): Evidence {
  return weakest(Array.from(ids, (id) => FACTS[id].evidence));
}

/** The facts that somebody has to verify on the site, in the given order. */
export function unverifiedFacts(ids: Iterable<FactId>): Fact[] {
  return [...new Set(ids)].map((id): Fact => FACTS[id]).filter((fact) => fact.evidence === "unverified");
}
