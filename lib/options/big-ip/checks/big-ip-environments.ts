import { Claims } from "../../../checks/claims";
import type { AppRule } from "../../../checks/rule";
import type { BigIp } from "../../../model/big-ip";
import type { Topology } from "../../../model/topology";
import { devicesInUse } from "../model";

/** A device serves the pairs of one environment. */
export const bigIpEnvironments: AppRule = {
  code: "big-ip-environments",
  level: "warning",
  title: "No two environments have pairs behind one device",
  why: "Each tenant has forwarding virtual servers to 0.0.0.0/0, and AS3 refuses an address that another tenant already has, with: 0107176c:3: Invalid Virtual Address (seen by others for addresses of hosts, issues 186 and 741 of F5Networks/f5-appsvcs-extension; for 0.0.0.0 inferred). The second environment is then not deployed.",
  *evaluateAll(topologies) {
    const claims = new Claims<{ readonly topology: Topology; readonly device: BigIp }>();
    for (const topology of topologies)
      for (const device of devicesInUse(topology)) {
        const earlier = claims.claim(device.management, { topology, device });
        // Other rules report a tenant that both share, and two devices of one environment at one address.
        if (earlier !== undefined && earlier.topology !== topology && earlier.device.tenant !== device.tenant)
          yield [
            topology,
            {
              path: ["bigIps", device.name, "management"],
              message: `BIG-IP ${device.name} at ${device.management} has the pairs of environment ${earlier.topology.environment} in tenant ${earlier.device.tenant}, and may refuse those in tenant ${device.tenant}`,
              found: device.management,
              allowed: "a device that has no other environment's pairs",
              fix: "declare the pairs of both in one environment, or use another device; or post both to a device in a lab, and acknowledge this with the result",
            },
          ];
      }
  },
};
