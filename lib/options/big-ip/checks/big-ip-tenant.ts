import { Claims } from "../../../checks/claims";
import type { AppRule } from "../../../checks/rule";
import type { Topology } from "../../../model/topology";
import { devicesInUse } from "../model";

/** A tenant belongs to one environment. */
export const bigIpTenant: AppRule = {
  code: "big-ip-tenant",
  level: "error",
  title: "No two environments have the same tenant on one device",
  why: "A declaration replaces the whole tenant of its name (documented): the second environment's declaration would remove the pairs of the first one.",
  *evaluateAll(topologies) {
    const claims = new Claims<Topology>();
    for (const topology of topologies)
      for (const device of devicesInUse(topology)) {
        const earlier = claims.claim(`${device.management} ${device.tenant}`, topology);
        // Another rule reports two devices of one environment at one address.
        if (earlier !== undefined && earlier !== topology)
          yield [
            topology,
            {
              path: ["bigIps", device.name, "tenant"],
              message: `tenant ${device.tenant} at ${device.management} belongs to environment ${earlier.environment}, whose pairs would be removed`,
              found: device.tenant,
              allowed: "a tenant of this environment's own",
              fix: "leave out tenant, so that it is the environment's name",
            },
          ];
      }
  },
};
