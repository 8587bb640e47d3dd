import type { ListedFile } from "../diff/snapshot";
import type { Topology } from "../model/topology";
import type { NotCompared } from "./drift-finding";
import { hasFiles } from "./host-expectation";

/** The parts of an environment that no collector tells of. */
export function withoutCollector(topology: Topology, files: readonly ListedFile[]): NotCompared[] {
  const { environment } = topology;
  const hosts = [...topology.hosts.values()].flatMap(({ name, connection }) => {
    const path = `hosts.${name}`;
    if (connection !== undefined || hasFiles(name, files)) return [];
    return [{ environment, path, reason: "nothing is installed there, and no connection is declared" }];
  });
  const devices = [...topology.bigIps.keys()].map((name) => ({
    environment,
    path: `bigIps.${name}`,
    reason: "BIG-IP: there is no collector; show of the script that posts the declaration prints what the device has",
  }));
  return [...hosts, ...devices];
}
