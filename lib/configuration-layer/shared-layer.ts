import { managementAddress } from "../model/host";
import { type ExistingApplication, managementApplicationsOf } from "../model/management-layer";
import type { Topology } from "../model/topology";

/** The machine that a host stands for. A host of another environment is the same machine if name and address are the same. */
export function machineOf({ hosts }: Topology, name: string): string {
  const host = hosts.get(name);
  return host === undefined ? name : `${host.name} at ${managementAddress(host)}`;
}

/** What identifies an application of the Management Layer in all environments: its name, and the machine that it is on. */
export function knownBy(topology: Topology, { application, host }: ExistingApplication): string {
  return `${application} on ${machineOf(topology, host)}`.toLowerCase();
}

/**
 * The environments by Configuration Layer. Environments that name the same Management Layer application on the same machine belong together, even if each
 * shares a different one with a third environment. The environments of each layer are in the given order.
 */
export function configurationLayers(topologies: readonly Topology[]): (readonly Topology[])[] {
  const layers = new Map<string, Set<Topology>>();
  for (const topology of topologies) {
    const keys = managementApplicationsOf(topology.managementLayer).map((one) => knownBy(topology, one));
    const before = new Set(keys.flatMap((key) => layers.get(key) ?? []));
    const joined = new Set([...[...before].flatMap((layer) => [...layer]), topology]);
    for (const [key, layer] of layers) if (before.has(layer)) layers.set(key, joined);
    for (const key of keys) layers.set(key, joined);
  }
  return [...new Set(layers.values())].map((layer) => topologies.filter((topology) => layer.has(topology)));
}
