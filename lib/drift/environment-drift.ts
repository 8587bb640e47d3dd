import type { Snapshot } from "../diff/snapshot";
import type { ServedRecord } from "../model/dns-record";
import type { Topology } from "../model/topology";
import { devicesOf, dnsRecordsOf } from "../options";
import type { DeviceExpectation } from "../options/device-expectation";
import type { Configuration } from "../synth/configuration";
import { plan } from "../synth/plan";
import type { FileText } from "../text/file-text";
import { bigIpFacts } from "./big-ip-facts";
import { compareBigIp } from "./compare-big-ip";
import { compareDns } from "./compare-dns";
import { compareHost } from "./compare-host";
import { compareObjects, isOfSameSystem, type SameValue } from "./compare-objects";
import { compareOptions } from "./compare-options";
import { comparePortRules } from "./compare-port-rules";
import { compareVirtualIps } from "./compare-virtual-ips";
import type { ComparedHost } from "./compared-host";
import type { ConfigurationExport } from "./configuration-export";
import { DNS } from "./dns-collector";
import type { Drift, DriftFinding, NotCompared } from "./drift-finding";
import type { FactsFile, Unparsed } from "./facts-file";
import { oldFacts, utcTime } from "./facts-time";
import { type HostExpectation, hostExpectations } from "./host-expectation";
import { unparsedOf } from "./host-facts";
import { hostSystems } from "./host-systems";
import { objectOwners } from "./object-owners";
import { virtualIpsElsewhere } from "./virtual-ips-elsewhere";
import { withoutCollector } from "./without-collector";

/** What was collected about an environment. */
export interface Collected {
  readonly facts: readonly FactsFile[];
  /** What the Configuration Layer has; undefined if nobody exported it. */
  readonly configuration?: ConfigurationExport | undefined;
}

/** The differences between an environment's model and what was collected about it. */
export function environmentDrift({ topology, files }: Snapshot, { facts: collected, configuration }: Collected): Drift {
  const { environment } = topology;
  const facts = latestFirst(collected);
  const expectations = hostExpectations(topology, files);
  const hosts = expectations.map((expected): ComparedHost => {
    const found = facts.find(({ of }) => of === ofHost(expected));
    return { expected, facts: found && hostSystems[expected.host.os].facts(found, expected) };
  });
  const planned = planOf(topology);
  const devices = devicesOf(topology);
  const records = dnsRecordsOf(topology);
  const known = [...expectations.map(ofHost), ...devices.map(ofDevice), ...(records.length === 0 ? [] : [DNS])];
  const findings = [
    ...strangers(environment, facts, new Set(known)),
    ...oldFacts(
      environment,
      known.flatMap((of) => facts.find((one) => one.of === of) ?? []),
    ),
    ...hosts.flatMap((host) =>
      host.facts === undefined
        ? [missing(environment, ofHost(host.expected))]
        : [
            ...unparsedOf(host.facts).map((one) => unparsed(one, environment, ofHost(host.expected))),
            ...compareHost(host.expected, host.facts, (hash) => planned().contents.get(hash)),
          ],
    ),
    ...compareVirtualIps(hosts),
    ...virtualIpsElsewhere(topology, hosts),
    ...comparePortRules(hosts),
    ...devices.flatMap((device) => {
      const found = facts.find(({ of }) => of === ofDevice(device));
      return found === undefined
        ? [missing(environment, ofDevice(device))]
        : compareBigIp(environment, device, bigIpFacts(found));
    }),
    ...dns(
      environment,
      records,
      facts.find(({ of }) => of === DNS),
    ),
    ...(configuration === undefined
      ? []
      : compareConfiguration(topology, configuration, isOfSameSystem, planned().configuration)),
  ];
  const notCompared = configuration === undefined ? [noExport(environment)] : [];
  return { findings, notCompared: [...withoutCollector(topology, files), ...notCompared] };
}

/** What this version would write. It is made once, and only if it is needed: for an export, or for a host without a tool for SHA-256. */
function planOf(topology: Topology): () => PlannedParts {
  let made: PlannedParts | undefined;
  return () => {
    if (made === undefined) {
      const { artifacts, configuration } = plan(topology);
      made = { configuration, contents: new Map(artifacts.map(({ sha256, content }) => [sha256, content])) };
    }
    return made;
  };
}

interface PlannedParts {
  readonly configuration: Configuration;
  /** By SHA-256. */
  readonly contents: ReadonlyMap<string, FileText>;
}

function dns(environment: string, records: readonly ServedRecord[], facts: FactsFile | undefined): DriftFinding[] {
  if (records.length === 0) return [];
  return facts === undefined ? [missing(environment, DNS)] : compareDns(environment, records, facts);
}

/**
 * The differences of the Configuration Layer alone.
 *
 * @param isSame whether a field of an object has its expected value
 */
export function compareConfiguration(
  topology: Topology,
  exported: ConfigurationExport,
  isSame: SameValue,
  { objects, options }: Configuration = plan(topology).configuration,
): DriftFinding[] {
  return [
    ...compareObjects(topology.environment, objects, exported, objectOwners(topology), isSame),
    ...compareOptions(topology, options, exported),
  ];
}

/** Another tool exports it, so it is compared only if the export is there. */
function noExport(environment: string): NotCompared {
  const reason =
    "the Configuration Layer: the facts have no configuration-layer.json, an export by mutagen, that can be understood";
  return { environment, path: "managementLayer", reason };
}

const ofHost = ({ host }: HostExpectation) => `hosts.${host.name}`;

const ofDevice = ({ device }: DeviceExpectation) => `bigIps.${device.name}`;

/** As a finding. */
export function unparsed(one: Unparsed, environment: string, path: string): DriftFinding {
  return { state: "unparsed", environment, path, ...one };
}

function missing(environment: string, path: string): DriftFinding {
  return {
    state: "missing",
    code: "facts-missing",
    environment,
    path,
    message: "nothing was collected of it",
    fix: "run its collector, see sip-ha facts",
  };
}

/** Facts that say nothing about this environment as it is in the output, or that repeat other facts. */
function strangers(environment: string, facts: readonly FactsFile[], known: ReadonlySet<string>): DriftFinding[] {
  const seen = new Map<string, FactsFile>();
  return facts.flatMap((one) => {
    const { of, position, time } = one;
    const before = seen.get(of);
    if (before === undefined) seen.set(of, one);
    if (!known.has(of))
      return unparsed(
        {
          code: "facts-of-unknown",
          position,
          message: `the output has no ${of} that is compared`,
          found: of,
          fix: "remove the file, or compare with the output that it was collected for",
        },
        environment,
        of,
      );
    if (before === undefined) return [];
    return unparsed(
      {
        code: "facts-twice",
        position,
        message:
          time === undefined
            ? `${of} was collected twice; this file is left out`
            : `${of} was collected twice; this file, collected ${time}, is left out`,
        found: before.time === undefined ? before.file : `${before.file}, collected ${before.time}`,
        expected: "one file of each",
        fix: "remove this file; if this is the one that counts, remove the other",
      },
      environment,
      of,
    );
  });
}

/** In the order in which facts are looked up: of two files about the same, the later file is compared, if both give their time in UTC. */
function latestFirst(facts: readonly FactsFile[]): FactsFile[] {
  const dated = facts.filter((one) => utcTime(one) !== undefined);
  const undated = facts.filter((one) => utcTime(one) === undefined);
  return [...dated.sort((a, b) => utcTime(b)! - utcTime(a)!), ...undated];
}
