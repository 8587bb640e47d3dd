import { broadcastAddress, contains, firstFreeAddress, networkAddress } from "../../model/address";
import type { Network } from "../../model/network";
import type { Path } from "../../model/origin";
import { takenAddresses } from "../../model/taken-addresses";
import type { Topology } from "../../model/topology";
import type { FindVirtualIp } from "../../model/virtual-ip";
import { virtualIpPath } from "../../model/virtual-ip";
import type { EnvironmentRule, Violation } from "../rule";

/** Every address is one that a host of its network can have: inside it, and not the network, broadcast or gateway address. */
export const addressNotUsable = (virtualIpOf: FindVirtualIp): EnvironmentRule => ({
  code: "address-not-usable",
  level: "error",
  title: "Every address is a usable one of its network",
  why: "A host cannot be reached at an address outside its subnet, and taking the network's, the broadcast or the gateway's address cuts others off. The vendor's option has both hosts and the virtual IP on one subnet (documented).",
  *evaluate(topology) {
    for (const network of topology.networks.values())
      if (network.gateway !== undefined) {
        const violation = notUsable(topology, network, network.gateway, "gateway", [
          "networks",
          network.name,
          "gateway",
        ]);
        if (violation !== undefined) yield violation;
      }
    for (const host of topology.hosts.values())
      for (const one of host.interfaces) {
        const network = topology.networks.get(one.network);
        const path = ["hosts", host.name, "interfaces", one.name, "address"];
        const violation = network && notUsable(topology, network, one.address, "address", path);
        if (violation !== undefined) yield violation;
      }
    for (const pair of topology.pairs.values()) {
      const claim = virtualIpOf(pair);
      const network = claim && topology.networks.get(claim.network);
      const violation =
        network && notUsable(topology, network, claim.address, "virtual IP", virtualIpPath(pair, claim));
      if (violation !== undefined) yield violation;
    }
  },
});

function notUsable(
  topology: Topology,
  network: Network,
  address: string,
  what: string,
  path: Path,
): Violation | undefined {
  const reason = !contains(network.cidr, address)
    ? `is outside network ${network.name}`
    : address === networkAddress(network.cidr)
      ? `is the address of network ${network.name} itself`
      : address === broadcastAddress(network.cidr)
        ? `is the broadcast address of network ${network.name}`
        : address === network.gateway && what !== "gateway"
          ? `is the gateway of network ${network.name}`
          : undefined;
  if (reason === undefined) return undefined;
  const free = firstFreeAddress(network.cidr, takenAddresses(topology));
  return {
    path,
    message: `${what} ${address} ${reason}`,
    found: address,
    allowed: `an address of ${network.cidr} that is not its network, broadcast or gateway address`,
    fix: `use an address of the network${free === undefined ? "" : `, e.g. ${free}, which nothing here uses`}`,
  };
}
