import type { AppRule } from "../../../checks/rule";
import { type DomainName, isWithin } from "../../../model/domain-name";
import { recordNames } from "../dns-records";
import { proxiedPairs, sipProxyPath } from "../model";

/** No zone hides records of the zone above it. */
export const zoneBelow: AppRule = {
  code: "zone-below",
  level: "error",
  title: "No zone begins at or above a record that another zone has, across all environments of the app",
  why: "Where a zone begins, the zone above it ends (RFC 1034, 4.2): name servers answer from the zone below, which has none of these records, and callers do not find the pool.",
  *evaluateAll(topologies) {
    const pools = topologies.flatMap((topology) => proxiedPairs(topology).map((pair) => ({ topology, pair })));
    const zones = new Map<DomainName, (typeof pools)[number]>();
    for (const one of pools)
      if (!zones.has(one.pair.highAvailability.zone)) zones.set(one.pair.highAvailability.zone, one);
    for (const { topology, pair } of pools) {
      const { zone } = pair.highAvailability;
      const names = recordNames(pair);
      for (const [below, other] of zones) {
        const hidden = below !== zone && isWithin(below, zone) ? names.filter((name) => isWithin(name, below)) : [];
        if (hidden.length === 0) continue;
        const where = other.topology === topology ? "" : ` of environment ${other.topology.environment}`;
        yield [
          topology,
          {
            path: sipProxyPath(pair, "zone"),
            message: `records of pair ${pair.name} in zone ${zone} are hidden by zone ${below} of pair ${other.pair.name}${where}, which begins at or above them`,
            found: hidden.join(", "),
            allowed: `names that are not ${below} or below it`,
            fix: `set zone: ${zone} for pair ${other.pair.name} too, or give one of the pools names elsewhere`,
          },
        ];
      }
    }
  },
};
