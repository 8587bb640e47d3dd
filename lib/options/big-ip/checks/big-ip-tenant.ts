import type { AppRule } from "../../../checks/rule";
import type { BigIp } from "../../../model/big-ip";
import type { Topology } from "../../../model/topology";
import { devicesInUse } from "../model";

/** A tenant belongs to one environment. */
export const bigIpTenant: AppRule = {
  code: "big-ip-tenant",
  level: "error",
  title: "No two environments have the same tenant on one device",
  why: "A declaration replaces the whole tenant of its name (documented): the second environment's would remove the pairs of the first one.",
  *evaluateAll(topologies) {
    const first = new Map<string, { readonly topology: Topology; readonly device: BigIp }>();
    for (const topology of topologies)
      for (const device of devicesInUse(topology)) {
        const key = `${device.management} ${device.tenant}`;
        const earlier = first.get(key);
        if (earlier === undefined) first.set(key, { topology, device });
        // Two devices of one environment at one address are found as that.
        else if (earlier.topology !== topology)
          yield [
            topology,
            {
              path: ["bigIps", device.name, "tenant"],
              message: `tenant ${device.tenant} at ${device.management} is that of environment ${earlier.topology.environment}, whose pairs would be removed`,
              found: device.tenant,
              allowed: "a tenant of this environment's own",
              fix: "leave tenant out: it is the environment's name then",
            },
          ];
      }
  },
};
