import { type Host, mayInstall } from "../model/host";
import { type SipServerPair, serversOf } from "../model/pair";
import type { Topology } from "../model/topology";

/** Whether a pair's hosts get scripts; the options know. */
export type RunsScripts = (pair: SipServerPair) => boolean;

/** The hosts that get scripts, by name. */
export function scriptHosts(topology: Topology, runsScripts: RunsScripts): Host[] {
  const pairs = [...topology.pairs.values()].filter(runsScripts);
  const names = new Set(pairs.flatMap(serversOf).map((server) => server.host));
  return [...names].sort().flatMap((name) => topology.hosts.get(name) ?? []);
}

/** The hosts that Terraform installs scripts on, or takes those of an earlier option away from; by name. */
export function installedHosts(topology: Topology, runsScripts: RunsScripts): Host[] {
  const scripts = new Set(scriptHosts(topology, runsScripts));
  const names = new Set([...topology.pairs.values()].flatMap(serversOf).map((server) => server.host));
  const hosts = [...names].sort().flatMap((name) => topology.hosts.get(name) ?? []);
  return hosts.filter((host) => scripts.has(host) || mayInstall(host));
}
