import type { RoleScripts } from "../checks/role-scripts";
import { bothReady } from "../configuration-layer/readiness";
import type { Address } from "../model/address";
import { type Duration, wholeSeconds } from "../model/duration";
import type { Host } from "../model/host";
import { peerOf, type SipServer, type SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { copiedByHand } from "../scripts/copied-by-hand";
import { block, paragraphs, steps } from "../text/markdown";

/** Both times have to pass: an alarm that is active runs no reaction, and roles that change too often raise one. */
export function pauseBetweenSwitchovers({ managementLayer }: Topology, cancelTimeout: Duration): string {
  const times = [cancelTimeout, managementLayer.failureDetection.haFlipDetectTimeout].map(wholeSeconds);
  return `Wait ${Math.max(...times)} s before the next one. The alarms are cleared after ${times[0]} s, and an active alarm runs no reaction; role changes within ${times[1]} s count as flapping.`;
}

/** The step after a switchover that starts no scripts. */
export function pauseUntilStable({ managementLayer }: Topology): string {
  const { haFlipDetectTimeout } = managementLayer.failureDetection;
  return `Wait until the roles have been stable for ${haFlipDetectTimeout}, the Management Layer's haFlipDetectTimeout, before the next one.`;
}

/** What has to be so before a switchover, whatever follows the roles. */
export function rolesBefore(topology: Topology, pair: SipServerPair, from: SipServer): string {
  return `Before: ${from.application} is primary, ${peerOf(pair, from).application} is backup; ${bothReady(topology, pair)}.`;
}

/**
 * How the two servers come to have the roles that they are declared with, and callers to be served.
 *
 * @param entering the option's step that has new calls answered
 */
export function intoService({ primary, backup }: SipServerPair, virtualIp: Address, entering: string): string {
  return steps(
    `See that the alarm conditions of this pair are enabled. Start ${primary.application}, and when it is primary, ${backup.application}; wait until both are started.`,
    entering,
    `Make a call to ${virtualIp}: it arrives at ${primary.application}.`,
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

/** `00-05150`, as log viewers show the event 5150. */
function eventName(event: number): string {
  return `00-${String(event).padStart(5, "0")}`;
}

/** What tells of a switchover in the logs, and who writes it, as far as that is known (facts `role-events` and `role-events-8-1-1`). */
export function roleEventsLogged(
  { becamePrimary, becameBackup }: RoleScripts["events"],
  to: string,
  from: string,
): string {
  const [primary, backup] = [eventName(becamePrimary), eventName(becameBackup)];
  if (becamePrimary === 5150 && becameBackup === 5151)
    return `Solution Control Server logs ${primary} for ${to} and ${backup} for ${from}.`;
  const ofServer = [becamePrimary, becameBackup].every((event) => event >= 4560 && event <= 4563);
  return ofServer
    ? `${to} itself logs ${primary}, and ${from} ${backup}.`
    : `${primary} is logged for ${to}, and ${backup} for ${from}.`;
}

/** What commands print. */
export function printed(...lines: readonly string[]): string {
  return paragraphs("prints", block("text", lines));
}

/** Commands for one host, or for several, each with the host's name in a comment. */
export function hostCommands(
  { language, comment }: { readonly language: "sh" | "bat"; readonly comment: string },
  entries: readonly { readonly host: string; readonly command: string }[],
): string {
  const isOnOneHost = entries.every(({ host }) => host === entries[0]!.host);
  return block(
    language,
    entries.flatMap(({ host, command }) => [...(isOnOneHost ? [] : [`${comment} on ${host}:`]), command]),
  );
}
