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
    for (const { name, connection } of topology.hosts.values()) {
      if (connection === undefined) continue;
      const path = ["hosts", name, "connection", connection.type];
      const pair = owners.get(connection.address);
      if (pair !== undefined)
        yield {
          path: [...path, "address"],
          message: `Terraform would reach host ${name} at the virtual IP of pair ${pair}, which moves`,
          found: connection.address,
          allowed: "the host's own address",
          fix: "remove the address, so that the address of the management interface is used",
        };
      const jumpHost = connection.type === "ssh" ? connection.jumpHost : undefined;
      const jumpedPair = jumpHost && owners.get(jumpHost.address);
      if (jumpedPair !== undefined)
        yield {
          path: [...path, "jumpHost", "address"],
          message: `Terraform would reach host ${name} through the virtual IP of pair ${jumpedPair}, which moves`,
          found: jumpHost!.address,
          allowed: "the jump host's own address",
          fix: "write the address that the jump host keeps",
        };
    }
  },
});
