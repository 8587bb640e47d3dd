import type { FactsFile } from "../drift/facts-file";
import { parseAddress } from "../model/address";
import type { Declaration } from "../synth/declaration";
import { bigIpSurveys } from "./big-ip-survey";
import { otherOptionsNote } from "./carried-options";
import { environmentText } from "./environment-text";
import { handMadeNotes } from "./hand-made-objects";
import type { HostSurvey } from "./host-survey";
import type { ImportNote } from "./import-note";
import { movingAddresses } from "./moving-addresses";
import { settingOf } from "./seen-pair";
import { seenPairs } from "./seen-pairs";
import { siteAddresses } from "./site-addresses";
import { hostsOf, hostsOfPair, siteApplications } from "./site-applications";
import { bigIpsWritten, unusedDevices } from "./site-big-ips";
import { nameOf, type SiteExport } from "./site-export";
import { environmentName, genesysWritten } from "./site-genesys";
import { hostParts } from "./site-host-parts";
import { siteHosts } from "./site-hosts";
import { managementLayerWritten } from "./site-management-layer";
import { SiteNetworks } from "./site-networks";
import { pairWritten } from "./site-pairs";
import { siteSurveys, surveyNotes } from "./site-surveys";
import { branch, declared, leaf } from "./written";

/** The sources of an environment file. */
export interface SiteFacts {
  readonly site: SiteExport;
  /** Surveys of hosts, and what collectors for drift wrote, the DNS records included. */
  readonly facts: readonly FactsFile[];
  /** Undefined if the command line does not name it. */
  readonly environment?: string | undefined;
}

/** An environment file, and what it declares. */
export interface ImportedEnvironment {
  readonly text: string;
  readonly declaration: Declaration;
}

/** Makes an environment file of what a site has, and reports what is not in the file as it is on the site; no file if the export has no pair of SIP Servers. */
export function importedEnvironment({ site, facts, environment }: SiteFacts): {
  readonly imported: ImportedEnvironment | undefined;
  readonly notes: readonly ImportNote[];
} {
  const applications = siteApplications(site);
  if (applications.pairs.length === 0) return { imported: undefined, notes: applications.notes };
  const { surveys, notes: twice } = siteSurveys(facts, site);
  const addresses = siteAddresses(site, applications.pairs, surveys);
  // Filled below: first by devices, because their VLANs give networks their names, then by hosts and by gateways.
  const networks = new SiteNetworks();
  const bigIps = bigIpSurveys(facts);
  const { devices, findings, virtualIps } = movingAddresses(site, applications, addresses, surveys, bigIps.surveys);
  const behind = [...devices.values()].flatMap(([one]) => one ?? []);
  const bigIpsSection = bigIpsWritten(behind, networks);
  const names = hostsOf(applications);
  const scripted = new Set(
    // Behind a BIG-IP no script runs.
    [...virtualIps.keys()].filter((pair) => devices.get(pair)!.length === 0).flatMap(hostsOfPair),
  );
  const moved = new Set([...virtualIps.values()].map(({ value }) => value));
  const hosts = siteHosts(
    names.map((name) => hostParts(name, site, applications, surveys, scripted)),
    networks,
    moved,
  );
  const hostsByObject = new Map(hosts.map((host) => [host.object, host]));
  const hostNamed = (object: string) => hostsByObject.get(object);
  for (const survey of surveys.values()) addGateways(networks, survey);
  const answers = facts.find(({ of }) => of === "dns");
  const seen = seenPairs({
    site,
    applications,
    surveys,
    networks,
    hostNamed,
    virtualIps,
    findings,
    devices,
    bigIps: bigIps.surveys,
    answers,
  });
  const messageServer = applications.messageServers[0] && nameOf(applications.messageServers[0]);
  const pairs = seen.pairs.map((pair) => [pair.name, pairWritten(pair, messageServer)] as const);
  const management = managementLayerWritten({
    ...applications,
    hosts: names.flatMap((name) => site.exported.objects.hosts?.get(name) ?? []),
    hostNamed,
  });
  const genesys = genesysWritten(site, seen.pairs);
  const written = networks.written(new Set(seen.pairs.flatMap(({ network }) => network ?? [])));
  const name = environmentName(environment, site, facts);
  const file = branch({
    environment: name ?? leaf("site", "not known"),
    genesys: genesys.written,
    managementLayer: management.written,
    networks: written.networks,
    bigIps: bigIpsSection.written,
    hosts: branch(Object.fromEntries(hosts.map((host) => [host.name, host.written]))),
    pairs: branch(Object.fromEntries(pairs.map(([key, one]) => [key, one.written]))),
  });
  const notes = [
    ...applications.notes,
    ...twice,
    ...bigIps.notes,
    ...surveyNotes(surveys, new Set(names)),
    ...(name === undefined ? [NO_NAME] : []),
    ...genesys.notes,
    ...management.notes,
    ...written.notes,
    ...hosts.flatMap((one) => one.notes),
    ...bigIpsSection.notes,
    ...unusedDevices(bigIps.surveys, [...devices.values()].flat()),
    NO_CONNECTION,
    ...seen.notes,
    ...pairs.flatMap(([, one]) => one.notes),
    ...handMadeNotes(seen.pairs),
    ...otherOptionsNote(seen.pairs.flatMap(({ primary, backup }) => [primary.application, backup.application])),
  ];
  return { imported: { text: environmentText(HEADER, file), declaration: declared(file) as Declaration }, notes };
}

/** The gateways that a host's routes lead through, and those that control scripts of this package ask. */
function addGateways(networks: SiteNetworks, { gateways, scripts }: HostSurvey): void {
  for (const { gateway, position } of gateways) networks.addGateway({ value: gateway, position });
  for (const file of scripts) {
    const own = settingOf([file], "GATEWAY");
    const gateway = own && parseAddress(own.value);
    if (gateway !== undefined) networks.addGateway({ value: gateway, position: own!.position });
  }
}

const HEADER = [
  "Written by sip-ha import from an export of the Configuration Layer and surveys of the hosts. After each value is the file and line that it",
  'comes from; "not known" marks values that no source gives, which the command has listed. The file is yours from now on: correct it.',
];

const NO_NAME: ImportNote = {
  kind: "unknown",
  code: "environment-unknown",
  of: "environment",
  message: "the environment has no name yet, and is called site in the file",
  fix: "give it with --environment, or correct environment: the name is used in names of files and alarm conditions",
};

const NO_CONNECTION: ImportNote = {
  kind: "unknown",
  code: "connection-unknown",
  of: "hosts",
  message:
    "how Terraform reaches the hosts is not known; without a connection their files are copied and installed by hand",
  fix: "add connection to each host on which something is to be installed",
};
