import type { EnvironmentRule } from "../../../checks/rule";
import { isWithin } from "../../../model/domain-name";
import { proxiedPairs, sipProxyPath } from "../model";

/** A name server accepts the zone. */
export const zoneContent: EnvironmentRule = {
  code: "zone-content",
  level: "error",
  title: "A zone contains the names of its pool, and its name servers are outside the zone",
  why: "A name server ignores records of other zones, and refuses a zone if one of its name servers is inside the zone and has no address there.",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) {
      const { zone, fqdn, addressFqdn, nameServers } = pair.highAvailability;
      for (const [key, name] of Object.entries({ fqdn, addressFqdn }))
        if (name !== undefined && !isWithin(name, zone))
          yield {
            path: sipProxyPath(pair, key),
            message: `${name} is not in zone ${zone}, which the records of pair ${pair.name} are written into`,
            found: name,
            allowed: `${zone}, or a name below it`,
            fix: "set zone to the domain that the names have in common, or choose a name in the zone",
          };
      for (const [index, name] of nameServers.entries())
        if (isWithin(name, zone))
          yield {
            path: sipProxyPath(pair, "nameServers", index),
            message: `name server ${name} is in zone ${zone} itself, but its address is not known here`,
            found: name,
            allowed: "name servers outside the zone",
            fix: "leave out nameServers and load the zone on each name server, or add the records to the zone that is there",
          };
    }
  },
};
