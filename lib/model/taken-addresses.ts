import type { Address } from "./address";
import type { Topology } from "./topology";

/** The addresses that hosts and gateways of an environment have. */
export function takenAddresses(topology: Topology): Set<Address> {
  const taken = new Set<Address>();
  for (const network of topology.networks.values()) if (network.gateway !== undefined) taken.add(network.gateway);
  for (const host of topology.hosts.values()) for (const one of host.interfaces) taken.add(one.address);
  return taken;
}
