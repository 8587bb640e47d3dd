import type { ListedFile } from "../diff/snapshot";
import type { Topology } from "../model/topology";
import { devicesOf } from "../options";
import type { NotCompared } from "./drift-finding";
import { filesByHost } from "./host-expectation";

/** The parts of an environment that no collector covers. */
export function withoutCollector(topology: Topology, files: readonly ListedFile[]): NotCompared[] {
  const { environment } = topology;
  const installed = filesByHost(files);
  const hosts = [...topology.hosts.values()].flatMap(({ name, connection }) => {
    const path = `hosts.${name}`;
    if (connection !== undefined || installed.has(name)) return [];
    return [{ environment, path, reason: "nothing is installed there, and no connection is declared" }];
  });
  const collected = new Set(devicesOf(topology).map(({ device }) => device.name));
  const devices = [...topology.bigIps.keys()]
    .filter((name) => !collected.has(name))
    .map((name) => ({
      environment,
      path: `bigIps.${name}`,
      reason: "no pair is behind it, so nothing is declared on it",
    }));
  return [...hosts, ...devices];
}
