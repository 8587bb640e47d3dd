import type { RoleScripts } from "../checks/role-scripts";
import type { Rule } from "../checks/rule";
import { generalRules, type KnownOfOptions } from "../checks/rules";
import type { FactId } from "../configuration-layer/facts";
import type { OptionsFile } from "../configuration-layer/options-file";
import { applicationNotUnique } from "../configuration-layer/rules/application-not-unique";
import { failureDetectionDiffers } from "../configuration-layer/rules/failure-detection-differs";
import { hostNotUnique } from "../configuration-layer/rules/host-not-unique";
import { logFileShared } from "../configuration-layer/rules/log-file-shared";
import { optionContradicts } from "../configuration-layer/rules/option-contradicts";
import { optionInAnnex } from "../configuration-layer/rules/option-in-annex";
import { optionSince } from "../configuration-layer/rules/option-since";
import { optionUnknown } from "../configuration-layer/rules/option-unknown";
import { optionValue } from "../configuration-layer/rules/option-value";
import { optionsFileName } from "../configuration-layer/rules/options-file-name";
import type { ServedRecord } from "../model/dns-record";
import type { Outage } from "../model/outage";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import type { VirtualIpClaim } from "../model/virtual-ip";
import { bigIp } from "./big-ip";
import type { DeviceExpectation } from "./device-expectation";
import { ipAddressTakeover } from "./ip-address-takeover";
import type { HighAvailabilityOption } from "./option";
import { singleHost } from "./single-host";
import { sipProxy } from "./sip-proxy";
import { windowsNlb } from "./windows-nlb";

/** The ways of being highly available: the only place that lists them. */
export const options: readonly HighAvailabilityOption[] = [ipAddressTakeover, windowsNlb, bigIp, sipProxy, singleHost];

const byName = new Map(options.map((option) => [option.name, option]));

/** The option of that name. */
export function optionNamed(name: string): HighAvailabilityOption | undefined {
  return byName.get(name);
}

/** The option that a pair uses. */
export function optionOf(pair: SipServerPair): HighAvailabilityOption {
  return byName.get(pair.highAvailability.option)!;
}

/** The options that pairs of an environment use, each once. */
export function optionsOf(topology: Topology): HighAvailabilityOption[] {
  const used = new Set([...topology.pairs.values()].map((pair) => pair.highAvailability.option));
  return options.filter(({ name }) => used.has(name));
}

/** A pair's virtual IP; undefined if its option has none. */
export function virtualIpOf(pair: SipServerPair, topology: Topology): VirtualIpClaim | undefined {
  return optionOf(pair).virtualIp(pair.highAvailability, topology);
}

/** Whether a pair's hosts get scripts. */
export function runsScripts(pair: SipServerPair): boolean {
  return optionOf(pair).runsScripts;
}

/** How a pair's control scripts keep time; undefined if role changes start none. */
function roleScriptsOf(topology: Topology, pair: SipServerPair): RoleScripts | undefined {
  return optionOf(pair).roleScripts?.(topology, pair);
}

/** The longest outage of a pair after the loss of a host; undefined if its option survives no such loss. */
function outageOf(topology: Topology, pair: SipServerPair): { readonly outage: Outage | undefined } | undefined {
  const { worstCaseOutage } = optionOf(pair);
  return worstCaseOutage && { outage: worstCaseOutage(topology, pair) };
}

/** The options files that a pair's option adds to those of its servers. */
export function optionsFilesOf(topology: Topology, pair: SipServerPair): readonly OptionsFile[] {
  return optionOf(pair).optionsFiles?.(topology, pair) ?? [];
}

/** The DNS records that name servers must answer with. */
export function dnsRecordsOf(topology: Topology): ServedRecord[] {
  return optionsOf(topology).flatMap((option) => option.dnsRecords?.(topology) ?? []);
}

/** What network devices must have. */
export function devicesOf(topology: Topology): DeviceExpectation[] {
  return optionsOf(topology).flatMap((option) => option.devices?.(topology) ?? []);
}

/** The facts about products that an environment's files rest on, beyond those of any environment. */
export function factsOf(topology: Topology): FactId[] {
  return [...new Set([...topology.pairs.values()].flatMap((pair) => optionOf(pair).facts(topology, pair)))];
}

const KNOWN: KnownOfOptions = {
  virtualIpOf,
  runsScripts,
  roleScriptsOf,
  outageOf,
  listenersOf: (pair) => optionOf(pair).listeners?.(pair) ?? [],
};

/** The rules of an option. */
export function rulesOf(option: HighAvailabilityOption): readonly Rule[] {
  return option.rules(KNOWN);
}

/** Every rule: those of any environment, then those of each option. */
export const rules: readonly Rule[] = [
  ...generalRules(KNOWN),
  optionValue((pair) => optionOf(pair).declaredOptions?.(pair) ?? []),
  optionInAnnex,
  optionSince,
  optionUnknown,
  logFileShared,
  optionContradicts((topology, pair, server) => optionOf(pair).serverOptions(topology, pair, server)),
  optionsFileName((topology, pair) =>
    optionsFilesOf(topology, pair)
      .filter(({ folder }) => folder === "options")
      .map(({ name, what, declaredAt }) => ({ name, what, path: declaredAt, existing: false })),
  ),
  applicationNotUnique((pair) => optionOf(pair).applicationNames(pair)),
  hostNotUnique,
  failureDetectionDiffers,
  ...options.flatMap(rulesOf),
];
