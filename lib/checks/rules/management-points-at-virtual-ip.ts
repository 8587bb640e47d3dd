import type { FindVirtualIp } from "../../model/virtual-ip";
import type { EnvironmentRule } from "../rule";

/** Terraform and the Management Layer reach hosts at their own addresses. */
export const managementPointsAtVirtualIp = (virtualIpOf: FindVirtualIp): EnvironmentRule => ({
  code: "management-points-at-virtual-ip",
  level: "error",
  title: "Nothing manages a host through a virtual IP",
  why: "Configuration Layer, Management Layer and T-Library clients must not use the virtual IP: after a switchover they would reach the other host (documented). The same holds for Terraform.",
  *evaluate(topology) {
    const owners = new Map(
      [...topology.pairs.values()].map((pair) => [virtualIpOf(pair, topology)?.address, pair.name]),
    );
    for (const host of topology.hosts.values()) {
      const pair = host.connection && owners.get(host.connection.address);
      if (pair !== undefined)
        yield {
          path: ["hosts", host.name, "connection", host.connection!.type, "address"],
          message: `Terraform would reach host ${host.name} at the virtual IP of pair ${pair}, which moves`,
          found: host.connection!.address,
          allowed: "the host's own address",
          fix: "remove the address, so that the management interface's is used",
        };
    }
  },
});
