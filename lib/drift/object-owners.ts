import { sipServerApplications } from "../configuration-layer/applications";
import type { ConfigurationObjects } from "../configuration-layer/objects";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
import { keyOf, OBJECT_KINDS, type ObjectKind } from "./configuration-export";

/** The element of the model that an object comes from. */
export type ObjectOwners = (kind: ObjectKind, key: string) => string;

/** The owners of an environment's objects; an object that belongs to no pair and no host belongs to the Management Layer. */
export function objectOwners(topology: Topology): ObjectOwners {
  const owners = new Map<string, string>();
  for (const pair of topology.pairs.values()) {
    const objects: Partial<ConfigurationObjects>[] = [
      optionOf(pair).configuration(topology, pair),
      { applications: sipServerApplications(topology, pair) },
    ];
    for (const one of objects)
      for (const kind of OBJECT_KINDS)
        for (const object of one[kind] ?? []) owners.set(`${kind} ${keyOf(kind, object)}`, `pairs.${pair.name}`);
  }
  return (kind, key) => (kind === "hosts" ? `hosts.${key}` : (owners.get(`${kind} ${key}`) ?? "managementLayer"));
}
