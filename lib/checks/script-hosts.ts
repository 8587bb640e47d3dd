import type { Host } from "../model/host";
import { hostNamesOf, type SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";

/** Whether a pair's hosts get scripts; each option knows. */
export type RunsScripts = (pair: SipServerPair) => boolean;

/** The hosts that get scripts, by name. */
export function scriptHosts(topology: Topology, runsScripts: RunsScripts): Host[] {
  const pairs = [...topology.pairs.values()].filter(runsScripts);
  const names = new Set(pairs.flatMap(hostNamesOf));
  return [...topology.hosts.values()].filter(({ name }) => names.has(name));
}
