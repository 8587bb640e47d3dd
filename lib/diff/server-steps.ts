import { bothReady } from "../configuration-layer/readiness";
import type { Host } from "../model/host";
import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { followersOf } from "./counterpart";
import type { PairWork } from "./pair-work";

/**
 * Stops servers before they are changed or removed: an import of another host or name would leave a server running and out of sight. Both servers of a
 * pair that is removed are stopped, even if one of them serves in another pair afterwards, because its redundancy changes.
 */
export function stops(was: Topology, is: Topology | undefined, works: readonly PairWork[]): string[] {
  const later = new Set([...(is?.pairs.values() ?? [])].flatMap(serversOf).map(({ application }) => application));
  return [...was.pairs.keys()].sort().flatMap((name) => {
    const pair = was.pairs.get(name)!;
    const names = is === undefined ? [] : followersOf(pair, was, is).map((one) => one.name);
    const own = works.filter((work) => names.includes(work.name));
    if (names.length === 0 || own.some(({ restart }) => restart === "both")) return [stopBoth(pair, later)];
    const away = own.find((work) => work.away !== undefined)?.away;
    return away === undefined ? [] : [stopOne(pair, away)];
  });
}

/** @param later the applications that serve in any pair afterwards */
function stopBoth({ name, primary, backup }: SipServerPair, later: ReadonlySet<string>): string {
  const applications = [backup, primary].map(({ application }) => application);
  const gone = applications.filter((application) => !later.has(application));
  const forGood = gone.length === 0 ? "" : gone.length === 2 ? ", for good" : `, ${gone[0]} for good`;
  return `Pair ${name}: stop ${applications.join(" and ")}${forGood}.`;
}

function stopOne({ name, primary, backup }: SipServerPair, role: "primary" | "backup"): string {
  return role === "backup"
    ? `Pair ${name}: stop ${backup.application}, the backup.`
    : `Pair ${name}: switch ${primary.application} over, as in "Manual switchover, there" of its chapter in the runbook before the change; when ${backup.application} serves, stop ${primary.application}.`;
}

/** The servers take the change: both at once, the server that was away, or the backup, which then serves. */
export function switchover(is: Topology, work: PairWork, later: readonly Host[]): string[] {
  const { name, restart, away } = work;
  if (restart === undefined && away === undefined && !isSwitchedFor(is, work, later)) return [];
  const [primary, backup] = applicationsOf(is, name);
  const ready = bothReady(is, is.pairs.get(name)!);
  if (restart === "both") return [`Pair ${name}: start ${primary}, then ${backup}, and wait until both are started.`];
  if (away === "primary")
    return [
      `Pair ${name}: start ${primary}, and wait until ${ready}.${restart === undefined ? ` ${switchedBack(is, primary!)}` : ""}`,
      ...(restart === undefined
        ? []
        : [`Pair ${name}: switch ${backup} over, so that ${primary} serves, and restart ${backup}.`]),
    ];
  const overTo = `Pair ${name}: switch ${primary} over, as in "Manual switchover, there" of its chapter in the runbook. If ${backup} does not serve, switch back at once: ${primary} has not been restarted yet.`;
  if (away === "backup")
    return [`Pair ${name}: start ${backup}, and wait until ${ready}.`, ...(restart === undefined ? [] : [overTo])];
  return [
    ...(restart === undefined ? [] : [`Pair ${name}: restart ${backup}, the backup, and wait until ${ready}.`]),
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
      `Pair ${name}: restart ${primary}, which is the backup now, and wait until ${bothReady(is, is.pairs.get(name)!)}. ${switchedBack(is, primary!)}`,
    ];
  return restart === undefined && isSwitchedFor(is, work, later) ? [`Pair ${name}: ${switchedBack(is, primary!)}`] : [];
}

function switchedBack({ managementLayer }: Topology, primary: string): string {
  return `If ${primary} should be primary, switch back, but not before ${managementLayer.failureDetection.haFlipDetectTimeout} have passed.`;
}

/** Whether a pair is switched over only because of its primary's host. */
function isSwitchedFor({ pairs }: Topology, { name, effect, away }: PairWork, later: readonly Host[]): boolean {
  const host = pairs.get(name)?.primary.host;
  return away === undefined && effect === "switchover" && later.some((one) => one.name === host);
}

function applicationsOf({ pairs }: Topology, name: string): readonly string[] {
  const pair = pairs.get(name);
  return pair === undefined ? [] : serversOf(pair).map(({ application }) => application);
}
