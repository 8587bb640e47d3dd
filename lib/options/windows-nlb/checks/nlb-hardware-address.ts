import { Claims } from "../../../checks/claims";
import type { AppRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import type { Topology } from "../../../model/topology";
import { clusterMac, igmpGroup, withDashes } from "../cluster-mac";
import { nlbPairs } from "../model";

/** A hardware address leads to one cluster. */
export const nlbHardwareAddress: AppRule = {
  code: "nlb-hardware-address",
  level: "error",
  acknowledgeable: true,
  title: "No two Windows NLB clusters in one VLAN have the same hardware address, across all environments of the app",
  why: "In the mode igmpMulticast the address is made from only the last two bytes of the virtual IP (documented). Two networks in one VLAN can therefore have clusters with the same address and the same group: the hosts of each get what is sent to the other.",
  *evaluateAll(topologies) {
    const claims = new Claims<{ readonly topology: Topology; readonly pair: string }>();
    for (const topology of topologies)
      for (const { name, highAvailability } of nlbPairs(topology)) {
        const { option, virtualIp, network, operationMode } = highAvailability;
        const { vlan } = topology.networks.get(network)!;
        // Another rule reports IPv6.
        if (operationMode !== "igmpMulticast" || isIpv6(virtualIp)) continue;
        const hardwareAddress = withDashes(clusterMac(virtualIp, operationMode));
        // Without a VLAN number, only the network itself is known to be in its VLAN.
        const where = vlan === undefined ? `${topology.environment} ${network}` : String(vlan);
        const earlier = claims.claim(`${where} ${hardwareAddress}`, { topology, pair: name });
        if (earlier === undefined) continue;
        // A VLAN number belongs to a site, and it is not declared whether the environments share a site.
        const isElsewhere = earlier.topology !== topology;
        const place = isElsewhere
          ? ` of environment ${earlier.topology.environment} in VLAN ${vlan}, unless that is the VLAN of another site`
          : " in the same VLAN";
        const otherwise = isElsewhere ? "; if the environments are at different sites, acknowledge this" : "";
        yield [
          topology,
          {
            path: ["pairs", name, "highAvailability", option, "virtualIp"],
            message: `the cluster of pair ${name} has the same hardware address ${hardwareAddress}, and the same group ${igmpGroup(virtualIp)}, as that of pair ${earlier.pair}${place}`,
            found: virtualIp,
            allowed: "an address whose last two bytes no other cluster in the VLAN has",
            fix: `give one of them another virtual IP, or use operationMode: multicast, which uses all four bytes${otherwise}`,
          },
        ];
      }
  },
};
