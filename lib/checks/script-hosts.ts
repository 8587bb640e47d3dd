import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";

/** Whether a pair's hosts get scripts; the options know. */
export type RunsScripts = (pair: SipServerPair) => boolean;

/** The names of the hosts that get scripts, sorted. */
export function scriptHosts(topology: Topology, runsScripts: RunsScripts): string[] {
  const pairs = [...topology.pairs.values()].filter(runsScripts);
  return [...new Set(pairs.flatMap(serversOf).map((server) => server.host))].sort();
}
