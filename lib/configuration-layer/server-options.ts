import { wholeSeconds } from "../model/duration";
import type { OptionValues, SipServer, SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { compareTexts } from "../text/sorted";
import type { FactId } from "./facts";
import { findOption, isAtLeast } from "./options-catalogue";

/** An option of an application, or of the Annex of a Host, with the reason for its value. */
export interface ServerOption {
  readonly section: string;
  readonly option: string;
  readonly value: string;
  /** A phrase that completes "because". */
  readonly because: string;
}

/** The options that result from the declared heartbeat of the HA link, the same on both servers. Facts: `ha-link-addp`. */
export function haLinkOptions(pair: SipServerPair): ServerOption[] {
  const local = wholeSeconds(pair.haLink.addpTimeout);
  const remote = wholeSeconds(pair.haLink.addpRemoteTimeout);
  const because = "haLink declares the heartbeat of the HA link so";
  const section = "backup-sync";
  if (local === 0 && remote === 0) return [{ section, option: "protocol", value: "default", because }];
  return [
    { section, option: "addp-remote-timeout", value: String(remote), because },
    { section, option: "addp-timeout", value: String(local), because },
    { section, option: "protocol", value: "addp", because },
  ];
}

/**
 * The options that make a server serve SIP as its pair declares it. They turn the backup's test of the SIP port off or on, if the version has that option.
 * Facts: `port-check`, `http-port`, `sip-port`.
 *
 * @param portCheckBecause why the test would fail, or must be made: a phrase that completes "because"; undefined if either will do
 * @param portCheck whether the backup makes the test
 */
export function sipServiceOptions(
  topology: Topology,
  { sip }: SipServerPair,
  { ports }: SipServer,
  portCheckBecause: string | undefined,
  portCheck = false,
): ServerOption[] {
  const set = (option: string, value: number | string | undefined, because: string) =>
    value === undefined ? [] : [{ section: "TServer", option, value: String(value), because }];
  return [
    ...(portCheckBecause !== undefined && hasPortCheck(topology)
      ? set("backup-sip-port-check", String(portCheck), portCheckBecause)
      : []),
    ...set("http-port", ports.http, "it is declared in ports.http"),
    ...set("sip-port", sip.port, "it is declared in sip.port"),
    ...set("sip-port-tls", sip.tlsPort, "it is declared in sip.tlsPort"),
  ];
}

/** Whether an option can turn the backup's test of the SIP port on or off. */
export function hasPortCheck({ genesys }: Topology): boolean {
  return isAtLeast(genesys.sipServerVersion, findOption("TServer", "backup-sip-port-check")!.since!);
}

/** The facts that those options rest on. */
export const SIP_SERVICE_FACTS = ["port-check", "http-port", "sip-port"] as const satisfies readonly FactId[];

/**
 * All options that a server's file sets, by section and option: the options that high availability requires, those of the HA link, the pair's own and the
 * server's own. Later ones win; the rule `option-contradicts` makes sure that none of them contradicts an earlier one.
 */
export function mergeServerOptions(
  required: readonly ServerOption[],
  pair: SipServerPair,
  server: SipServer,
): readonly ServerOption[] {
  const merged = new Map<string, ServerOption>();
  for (const option of [
    ...required,
    ...haLinkOptions(pair),
    ...declared(pair.options, "it is declared for the pair"),
    ...declared(server.options, "it is declared for this server"),
  ])
    merged.set(`${option.section}/${option.option}`, option);
  return [...merged.values()].sort(bySectionAndOption);
}

/** The Annex options of every Host with which the loss of the host is detected. Facts: `host-addp`. */
export function hostAnnexOptions(topology: Topology): readonly ServerOption[] {
  const { addpTimeout, addpRemoteTimeout } = topology.managementLayer.failureDetection;
  const because = "it is declared in managementLayer.failureDetection";
  return [
    { section: "addp", option: "addp-remote-timeout", value: String(wholeSeconds(addpRemoteTimeout)), because },
    { section: "addp", option: "addp-timeout", value: String(wholeSeconds(addpTimeout)), because },
  ];
}

/** The options with which Solution Control Server decides on a switchover. A timeout of 0s is left out: it is off. Facts: `disconnect-switchover-timeout`. */
export function solutionControlServerOptions(topology: Topology): readonly ServerOption[] {
  const { disconnectSwitchoverTimeout, haFlipDetectTimeout } = topology.managementLayer.failureDetection;
  const because = "it is declared in managementLayer.failureDetection";
  const wait = wholeSeconds(disconnectSwitchoverTimeout);
  return [
    ...(wait === 0
      ? []
      : [{ section: "general", option: "disconnect-switchover-timeout", value: String(wait), because }]),
    { section: "general", option: "haflip-detect-timeout", value: String(wholeSeconds(haFlipDetectTimeout)), because },
  ];
}

function declared(options: OptionValues, because: string): ServerOption[] {
  return Object.entries(options).flatMap(([section, values]) =>
    Object.entries(values).map(([option, value]) => ({ section, option, value, because })),
  );
}

function bySectionAndOption(a: ServerOption, b: ServerOption): number {
  const [left, right] = a.section === b.section ? [a.option, b.option] : [a.section, b.section];
  return compareTexts(left, right);
}
