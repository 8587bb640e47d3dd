import type { Topology } from "../model/topology";

/** Which hosts are deployed before each host: the backup's host before the primary's, so that a bad change reaches the host that is not serving first. */
export interface DeploymentOrder {
  readonly before: ReadonlyMap<string, readonly string[]>;
  /** Pairs whose order could not be kept because it would have made a circle: each host is primary for one pair and backup for another. */
  readonly unordered: readonly string[];
}

/** Orders the hosts of an environment, pair by pair in the order of their names; a pair that would close a circle is left out. */
export function deploymentOrder(topology: Topology): DeploymentOrder {
  const before = new Map<string, string[]>();
  const unordered: string[] = [];
  for (const pair of topology.pairs.values()) {
    const [primary, backup] = [pair.primary.host, pair.backup.host];
    if (primary === backup || before.get(primary)?.includes(backup)) continue;
    if (comesAfter(before, backup, primary)) unordered.push(pair.name);
    else before.set(primary, [...(before.get(primary) ?? []), backup]);
  }
  return { before, unordered };
}

function comesAfter(before: ReadonlyMap<string, readonly string[]>, host: string, other: string): boolean {
  const seen = new Set<string>();
  const open = [host];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === other) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(before.get(next) ?? []));
  }
  return false;
}
