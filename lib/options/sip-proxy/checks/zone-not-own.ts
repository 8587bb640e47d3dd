import type { AppRule } from "../../../checks/rule";
import type { DomainName } from "../../../model/domain-name";
import type { Topology } from "../../../model/topology";
import { type ProxiedPair, proxiedPairs, sipProxyPath } from "../model";

/** A zone that has the name of one pool is loaded as it is written. */
export const zoneNotOwn: AppRule = {
  code: "zone-not-own",
  level: "error",
  acknowledgeable: true,
  title: "No pool has its records in a zone that is the name of another environment's pool",
  why: "Each environment writes only its own records, and writes that zone to be loaded as it is. With the next serial number it replaces the zone that has both pools, and callers do not find the other pool.",
  *evaluateAll(topologies) {
    const owners = new Map<DomainName, { readonly topology: Topology; readonly pair: ProxiedPair }>();
    for (const topology of topologies) {
      const pairs = proxiedPairs(topology);
      for (const pair of pairs.filter(isOwn)) {
        const { zone } = pair.highAvailability;
        // A zone that also has another pool's records is written to be added to an existing zone.
        if (pairs.every((one) => one === pair || one.highAvailability.zone !== zone))
          owners.set(zone, { topology, pair });
      }
    }
    for (const topology of topologies)
      for (const pair of proxiedPairs(topology)) {
        const { zone } = pair.highAvailability;
        const owner = owners.get(zone);
        // Another rule reports two pools of one name.
        if (owner === undefined || isOwn(pair)) continue;
        yield [
          topology,
          {
            path: sipProxyPath(pair, "zone"),
            message: `records of pair ${pair.name} are in zone ${zone}, which is the name, and the zone, of the pool of pair ${owner.pair.name} of environment ${owner.topology.environment}`,
            found: zone,
            allowed: "a zone that is no pool's name in another environment",
            fix: "leave out zone, so that it is the pool's own name; or set zone for both to the domain above, which the records are added to",
          },
        ];
      }
  },
};

function isOwn({ highAvailability }: ProxiedPair): boolean {
  return highAvailability.zone === highAvailability.fqdn;
}
