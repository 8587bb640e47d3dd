import type { Address } from "./address";
import { BIG_IP_SIDES, selfIp } from "./big-ip";
import type { Topology } from "./topology";

/** The addresses that hosts, devices and gateways of an environment have. */
export function takenAddresses(topology: Topology): Set<Address> {
  const taken = new Set<Address>();
  for (const network of topology.networks.values()) if (network.gateway !== undefined) taken.add(network.gateway);
  for (const host of topology.hosts.values()) for (const one of host.interfaces) taken.add(one.address);
  for (const device of topology.bigIps.values()) {
    taken.add(device.management);
    for (const side of BIG_IP_SIDES) taken.add(selfIp(device, side));
  }
  return taken;
}
