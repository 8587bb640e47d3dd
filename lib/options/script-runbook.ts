import { bothReady } from "../configuration-layer/readiness";
import { type RoleReactions, roleAlarmName, scriptApplicationName } from "../configuration-layer/role-reactions";
import type { Address } from "../model/address";
import { type Duration, wholeSeconds } from "../model/duration";
import { type Host, interfacesForSip } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { peerOf, type SipServer, type SipServerPair, serversOf } from "../model/pair";
import type { RoleEvents } from "../model/role-script-settings";
import type { Topology } from "../model/topology";
import { watchesSip } from "../operation/sip-traffic-monitoring";
import { copiedByHand } from "../scripts/copied-by-hand";
import { block, paragraphs, steps, table } from "../text/markdown";

/** Both times have to pass: an alarm that is active runs no reaction, and roles that change too often raise one. */
export function pauseBetweenSwitchovers({ managementLayer }: Topology, cancelTimeout: Duration): string {
  const times = [cancelTimeout, managementLayer.failureDetection.haFlipDetectTimeout].map(wholeSeconds);
  return `Wait ${Math.max(...times)} s before the next switchover. The alarms are cleared after ${times[0]} s, and an active alarm runs no reaction. Role changes within ${times[1]} s count as flapping.`;
}

/** The step after a switchover that starts no scripts. */
export function pauseUntilStable({ managementLayer }: Topology): string {
  const { haFlipDetectTimeout } = managementLayer.failureDetection;
  return `Before the next switchover, wait until the roles have been stable for ${haFlipDetectTimeout}, the Management Layer's haFlipDetectTimeout.`;
}

/** What has to be so before a switchover, whatever follows the roles. */
export function rolesBefore(topology: Topology, pair: SipServerPair, from: SipServer): string {
  return `Check first: ${from.application} is primary, ${peerOf(pair, from).application} is backup, and ${bothReady(topology, pair)}.`;
}

/**
 * How the two servers come to have the roles that they are declared with, and callers to be served.
 *
 * @param entering the option's step that has new calls answered
 */
export function intoService({ primary, backup }: SipServerPair, virtualIp: Address, entering: string): string {
  return steps(
    `Check that the alarm conditions of this pair are enabled. Start ${primary.application}. When it is primary, start ${backup.application}. Wait until both are started.`,
    entering,
    `Make a call to ${virtualIp}, and check that it arrives at ${primary.application}.`,
  );
}

/**
 * The step that has the last good scripts put back.
 *
 * @param hosts those of the pair, the backup's first
 * @param kept what becomes of what serves callers, as a clause
 */
export function lastGoodScripts(hosts: readonly Host[], kept: string): string {
  const unreached = hosts.filter(({ connection }) => connection === undefined);
  const installed = unreached.length < hosts.length ? ", synthesize it and apply it" : " and synthesize it";
  return [
    `Check out the last good revision of the environment${installed}.`,
    ...unreached.map(copiedByHand),
    `The scripts are replaced in place; ${kept}.`,
  ].join(" ");
}

/** The step by which callers come to a virtual IP. */
export function pointedAtVirtualIp(virtualIp: Address): string {
  return `Point callers, gateways and DNS at ${virtualIp}.`;
}

/** The applications by which the Management Layer starts the control scripts, with what each runs. */
export function scriptTable<Action extends string>(
  { hosts }: Topology,
  pair: SipServerPair,
  { word, actions, path }: RoleReactions<Action>,
): string {
  const rows = serversOf(pair).flatMap((server) =>
    actions.map((action) => [
      scriptApplicationName(word, server, action),
      server.host,
      `${path(hosts.get(server.host)!)} ${action}`,
    ]),
  );
  return table(["application", "host", "runs"], rows);
}

/** The step by which people order a switchover. */
export function switchOver(from: SipServer): string {
  return `In Solution Control Interface or Genesys Administrator, switch ${from.application} over.`;
}

/**
 * The steps of a switchover, as the Management Layer does it.
 *
 * @param started the applications that start by it
 */
export function switchedOver(
  from: SipServer,
  to: SipServer,
  events: RoleEvents,
  started: string,
): readonly [order: string, sign: string] {
  return [
    switchOver(from),
    `${roleEventsLogged(events, to.application, from.application)} The alarms ${roleAlarmName(to, "primary")} and ${roleAlarmName(from, "backup")} become active and start ${started}.`,
  ];
}

/** `00-05150`, as log viewers show the event 5150. */
function eventName(event: number): string {
  return `00-${String(event).padStart(5, "0")}`;
}

/** What tells of a switchover in the logs, and who writes it, as far as that is known (facts `role-events` and `role-events-8-1-1`). */
export function roleEventsLogged({ becamePrimary, becameBackup }: RoleEvents, to: string, from: string): string {
  const [primary, backup] = [eventName(becamePrimary), eventName(becameBackup)];
  if (becamePrimary === 5150 && becameBackup === 5151)
    return `Solution Control Server logs ${primary} for ${to} and ${backup} for ${from}.`;
  const ofServer = [becamePrimary, becameBackup].every((event) => event >= 4560 && event <= 4563);
  return ofServer
    ? `${to} itself logs ${primary}, and ${from} ${backup}.`
    : `${primary} is logged for ${to}, and ${backup} for ${from}.`;
}

/** That nobody switches over where a host loses its SIP interface alone; undefined where that is watched, or cannot be. */
export function unwatchedSipInterface({ hosts }: Topology, pair: SipServerPair): string | undefined {
  if (watchesSip(pair)) return undefined;
  const apart = serversOf(pair)
    .map(({ host }) => hosts.get(host)!)
    .filter((host) => interfacesForSip(host).every(({ name }) => name !== host.managementInterface))
    .map(({ name }) => name);
  if (apart.length === 0) return undefined;
  return `Somebody notices if ${apart.join(" or ")} loses only its SIP interface: Solution Control Server reaches the host through another interface and switches nothing over. \`sip-pass-check\` is the vendor's way to make the primary start a switchover when no SIP messages come (documented). Its section and its other requirements were found in no documentation, so ask the vendor before you set it under \`options\`.`;
}

/** What no way of being highly available notices (fact `process-hang`): an item of what only people can check. */
export const UNNOTICED_HANG =
  "Somebody notices if a SIP Server hangs: while its connection to the Local Control Agent is open, it counts as running, and nothing is switched over. `heartbeat-period` in section `sml` of its Annex (10 or more, in seconds; 0, the default, is off) is the vendor's way to make the agent notice the hang and restart the server (documented). Use it only if the vendor has announced support for it; otherwise an unexpected restart may follow (documented). Ask the vendor before you set it.";

/** What has callers see another address than the virtual IP, which is the script's affair on no system but Linux. */
export function sourceSeen(virtualIp: Address, remedy = ""): string {
  return `At callers and gateways, calls from and to the pair come from ${virtualIp}, or the equipment accepts them from the host's own address. A server that listens on every address may answer from the host's own address${remedy}.`;
}

/** What commands print, as a runbook shows it. */
export function printed(...lines: readonly string[]): string {
  return paragraphs("Expected output:", block("text", lines));
}

/** Commands for one host, or for several, each with the host's name in a comment. */
export function hostCommands(entries: readonly { readonly host: Host; readonly command: string }[]): string {
  const { language, comment } = operatingSystemNames[entries[0]!.host.os].shell;
  const isOnOneHost = entries.every(({ host }) => host === entries[0]!.host);
  return block(
    language,
    entries.flatMap(({ host, command }) => [...(isOnOneHost ? [] : [`${comment} on ${host.name}:`]), command]),
  );
}
