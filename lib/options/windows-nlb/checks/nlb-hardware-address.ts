import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { clusterMac, igmpGroup, withDashes } from "../cluster-mac";
import { nlbPairs } from "../model";

/** A hardware address leads to one cluster. */
export const nlbHardwareAddress: EnvironmentRule = {
  code: "nlb-hardware-address",
  level: "error",
  acknowledgeable: true,
  title: "No two Windows NLB clusters in one VLAN have the same hardware address",
  why: "In the mode igmpMulticast it is made from the last two bytes of the virtual IP alone (unverified), so that two networks of one VLAN can have clusters of one address and one group: the hosts of each get what is sent to the other.",
  *evaluate(topology) {
    const first = new Map<string, string>();
    for (const { name, highAvailability } of nlbPairs(topology)) {
      const { option, virtualIp, network, operationMode } = highAvailability;
      // Of a network without a number only itself is known to be in its VLAN. IPv6 is found as such.
      const vlan = topology.networks.get(network)!.vlan ?? network;
      if (operationMode !== "igmpMulticast" || isIpv6(virtualIp)) continue;
      const hardwareAddress = withDashes(clusterMac(virtualIp, operationMode));
      const key = `${vlan} ${hardwareAddress}`;
      const earlier = first.get(key);
      if (earlier === undefined) first.set(key, name);
      else
        yield {
          path: ["pairs", name, "highAvailability", option, "virtualIp"],
          message: `the cluster of pair ${name} has the hardware address ${hardwareAddress}, and the group ${igmpGroup(virtualIp)}, of that of pair ${earlier} in the same VLAN`,
          found: virtualIp,
          allowed: "an address whose last two bytes are those of no other cluster in the VLAN",
          fix: "give one of them another virtual IP, or use operationMode: multicast, which has all four bytes",
        };
    }
  },
};
