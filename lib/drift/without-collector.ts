import type { ListedFile } from "../diff/snapshot";
import type { OperatingSystem } from "../model/operating-system";
import type { Topology } from "../model/topology";
import { devicesOf } from "../options";
import type { NotCompared } from "./drift-finding";
import { hasFiles } from "./host-expectation";

/** What to look at by hand where this version has no collector. */
const BY_HAND: Readonly<Record<Exclude<OperatingSystem, "linux">, string>> = {
  windows: byHand("Windows", "whether the virtual IP is up and at its place, or the port rules are enabled"),
  solaris: byHand("Solaris", "whether the virtual IP is up and at its place"),
  aix: byHand("AIX", "whether the virtual IP is up and at its place"),
};

function byHand(system: string, what: string): string {
  return `${system}: there is no collector; the control script's status tells ${what}`;
}

/** The parts of an environment that no collector tells of. */
export function withoutCollector(topology: Topology, files: readonly ListedFile[]): NotCompared[] {
  const { environment } = topology;
  const hosts = [...topology.hosts.values()].flatMap(({ name, os, connection }) => {
    const path = `hosts.${name}`;
    if (os !== "linux") return hasFiles(name, files) ? [{ environment, path, reason: BY_HAND[os] }] : [];
    if (connection !== undefined || hasFiles(name, files)) return [];
    return [{ environment, path, reason: "nothing is installed there, and no connection is declared" }];
  });
  const collected = new Set(devicesOf(topology).map(({ device }) => device.name));
  const devices = [...topology.bigIps.keys()]
    .filter((name) => !collected.has(name))
    .map((name) => ({
      environment,
      path: `bigIps.${name}`,
      reason: "no pair is behind it, so that nothing is declared on it",
    }));
  return [...hosts, ...devices];
}
