import { bracketed } from "../model/address";
import { managementAddress } from "../model/host";
import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { isAtLeast } from "./options-catalogue";

/**
 * The first version of SIP Server that sends the other server the calls it lacks once the HA link is back, and reports when that is done (fact `http-port`).
 */
const SYNCHRONISES_AGAIN = "8.1.102.58";

/** The earliest time after the HA link is up at which a primary reports that it is ready for a switchover, in milliseconds (fact `http-port`). */
export const READY_AFTER = 60_000;

/** Whether a server that has started again receives the calls that it lacks; if not, the reason as a phrase. */
export function synchronisesAgain({ genesys: { sipServerVersion } }: Topology): true | string {
  return (
    isAtLeast(sipServerVersion, SYNCHRONISES_AGAIN) ||
    `a restarted server gets the calls that it lacks only from ${SYNCHRONISES_AGAIN} on (documented); this is ${sipServerVersion}`
  );
}

/** When a switchover loses no call for lack of synchronisation, and how people see that: a phrase that completes "wait until". */
export function bothReady(topology: Topology, pair: SipServerPair): string {
  const synchronises = synchronisesAgain(topology);
  if (synchronises !== true) return `no call is left that began before the last start of a server: ${synchronises}`;
  const earliest =
    "(one minute after the HA link is up at the earliest; a switchover before that counts as a double failure, documented)";
  const told = serversOf(pair).map(({ application, host, ports: { http } }) =>
    http === undefined
      ? undefined
      : `${application} at \`http://${bracketed(managementAddress(topology.hosts.get(host)!))}:${http}/server?sipServer\``,
  );
  return told.includes(undefined)
    ? `both servers are ready for a switchover ${earliest}, which they report if \`ports.http\` is declared`
    : `both servers report readiness 1 for a switchover ${earliest}: ${told.join(", ")}`;
}

/** How both servers take options that they read only at their start, while callers are served: a step. */
export function restartInTurn(topology: Topology, pair: SipServerPair): string {
  return `Restart the backup, and wait until ${bothReady(topology, pair)}. Then switch over, and restart the other server.`;
}

/** Which calls do not outlast a switchover because the backup lacks them: an item of a list. */
export function callsUnknownToBackup(topology: Topology): string {
  const synchronises = synchronisesAgain(topology);
  return synchronises === true
    ? "Calls that the backup does not know yet: a switchover before both servers report readiness 1 counts as a double failure (documented)."
    : `Calls that began before the last start of the backup, or while the HA link was down: ${synchronises}.`;
}
