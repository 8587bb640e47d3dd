import type { Host } from "../model/host";
import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { counterpartOf } from "./counterpart";
import type { PairWork } from "./pair-work";

/** What runs now and is changed, or goes, before it is: an import of another host or name would leave it running and out of sight. */
export function stop(was: Topology, is: Topology | undefined, { name, restart, away, departure }: PairWork): string[] {
  const now = is?.pairs.get(name);
  const pair = now === undefined ? was.pairs.get(name) : counterpartOf(now, is!, was);
  if (pair === undefined) return [];
  const { primary, backup } = pair;
  const isGone = departure === "left" && (is === undefined || counterpartOf(pair, was, is) === undefined);
  if (restart === "both" || isGone)
    return [`Pair ${name}: stop ${backup.application} and ${primary.application}${isGone ? ", for good" : ""}.`];
  if (away === "backup") return [`Pair ${name}: stop ${backup.application}, the backup.`];
  return away === "primary"
    ? [
        `Pair ${name}: switch ${primary.application} over, as in "Manual switchover, there" of its chapter in the runbook before the change; when ${backup.application} serves, stop ${primary.application}.`,
      ]
    : [];
}

/** The servers take what is new: both at once, the one that was away, or the backup, which then serves. */
export function switchover(is: Topology, work: PairWork, later: readonly Host[]): string[] {
  const { name, restart, away } = work;
  if (restart === undefined && away === undefined && !isSwitchedFor(is, work, later)) return [];
  const [primary, backup] = applicationsOf(is, name);
  if (restart === "both") return [`Pair ${name}: start ${primary}, then ${backup}, and wait until both are ready.`];
  if (away === "primary")
    return [
      `Pair ${name}: start ${primary}, and wait until both are ready.${restart === undefined ? ` ${switchedBack(is, primary!)}` : ""}`,
      ...(restart === undefined
        ? []
        : [`Pair ${name}: switch ${backup} over, so that ${primary} serves, and restart ${backup}.`]),
    ];
  const overTo = `Pair ${name}: switch ${primary} over, as in "Manual switchover, there" of its chapter in the runbook. Where ${backup} does not serve, switch back at once: ${primary} has not been restarted yet.`;
  if (away === "backup")
    return [
      `Pair ${name}: start ${backup}, and wait until both are ready.`,
      ...(restart === undefined ? [] : [overTo]),
    ];
  return [
    ...(restart === undefined
      ? []
      : [
          `Pair ${name}: restart ${backup}, the backup, and wait until both servers are ready: a switchover before both report readiness 1 counts as a double failure (documented).`,
        ]),
    overTo,
  ];
}

/** The server that was primary before the switchover. */
export function formerPrimary(is: Topology, work: PairWork, later: readonly Host[]): string[] {
  const { name, restart, away } = work;
  if (away === "primary") return [];
  const [primary] = applicationsOf(is, name);
  if (restart === "one after the other")
    return [
      `Pair ${name}: restart ${primary}, which is the backup now, and wait until both are ready. ${switchedBack(is, primary!)}`,
    ];
  return restart === undefined && isSwitchedFor(is, work, later) ? [`Pair ${name}: ${switchedBack(is, primary!)}`] : [];
}

function switchedBack({ managementLayer }: Topology, primary: string): string {
  return `Switch back where ${primary} should be primary, not before ${managementLayer.failureDetection.haFlipDetectTimeout} have passed.`;
}

/** Whether a pair is switched over for the sake of its primary's host alone. */
function isSwitchedFor({ pairs }: Topology, { name, effect, away }: PairWork, later: readonly Host[]): boolean {
  const host = pairs.get(name)?.primary.host;
  return away === undefined && effect === "switchover" && later.some((one) => one.name === host);
}

function applicationsOf({ pairs }: Topology, name: string): readonly string[] {
  const pair = pairs.get(name);
  return pair === undefined ? [] : serversOf(pair).map(({ application }) => application);
}
