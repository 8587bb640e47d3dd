import {
  type Address,
  addressesOfNoInterface,
  broadcastAddress,
  contains,
  firstFreeAddress,
  membership,
  networkAddress,
  rangesOfNoInterface,
} from "../../model/address";
import { BIG_IP_SIDES, selfIp } from "../../model/big-ip";
import type { Network } from "../../model/network";
import type { Path } from "../../model/origin";
import { takenAddresses } from "../../model/taken-addresses";
import type { Topology } from "../../model/topology";
import { type FindVirtualIp, virtualIpPath } from "../../model/virtual-ip";
import { allOf } from "../../text/wording";
import type { EnvironmentRule, Violation } from "../rule";

interface Use {
  readonly network: string;
  readonly address: Address;
  readonly what: "gateway" | "address" | "virtual IP" | "inside self IP" | "outside self IP";
  readonly path: () => Path;
  /** Whether the declaration names the network beside the address, so that the network may be the slip. */
  readonly namesNetwork: boolean;
}

/** A device is the gateway of the hosts on its inside. */
const MAY_BE_GATEWAY: ReadonlySet<Use["what"]> = new Set(["gateway", "inside self IP"]);

/** Every address is one that a host in its network can have: inside the network, and not the network, broadcast or gateway address. */
export const addressNotUsable = (virtualIpOf: FindVirtualIp): EnvironmentRule => ({
  code: "address-not-usable",
  level: "error",
  title: "Every address can be used in its network",
  why: "A host cannot be reached at an address outside its subnet. A host that takes the network's, the broadcast or the gateway's address cuts others off. The vendor's option has both hosts and the virtual IP on one subnet (documented).",
  *evaluate(topology) {
    const limits = new Map<string, ReturnType<typeof limitOf>>();
    for (const network of topology.networks.values()) {
      const ofNoInterface = addressesOfNoInterface(network.cidr);
      // If the network itself is not possible, its addresses are not what is wrong.
      if (ofNoInterface === undefined) limits.set(network.name, limitOf(network));
      else yield notForInterfaces(network, ofNoInterface);
    }
    for (const { network: name, address, what, path, namesNetwork } of uses(topology, virtualIpOf)) {
      const network = topology.networks.get(name);
      const reason = limits.get(name)?.(address, what);
      if (network === undefined || reason === undefined) continue;
      const isGateway = !MAY_BE_GATEWAY.has(what) && address === network.gateway;
      const taken = takenAddresses(topology);
      for (const pair of topology.pairs.values()) taken.add(virtualIpOf(pair, topology)?.address ?? "");
      const free = firstFreeAddress(network.cidr, taken);
      // A gateway exists already: any free address would be a guess.
      const right =
        what === "gateway"
          ? "give the router's own address in the network, even if hosts have a link-local one for it"
          : `use an address of the network${free === undefined ? "" : `, e.g. ${free}, which nothing here uses`}`;
      const other = namesNetwork ? networkThatHas(topology, network, address) : undefined;
      yield {
        path: path(),
        message: `${what} ${address} ${reason}`,
        found: address,
        allowed: `an address of ${network.cidr} that is not its network${MAY_BE_GATEWAY.has(what) ? " or broadcast" : ", broadcast or gateway"} address`,
        fix: `${right}${other === undefined ? "" : `; or name network ${other.name}, which contains it`}${isGateway ? `; or correct the gateway of network ${name}, if that is wrong` : ""}`,
      };
    }
  },
});

function notForInterfaces({ name, cidr }: Network, addresses: string): Violation {
  return {
    path: ["networks", name, "cidr"],
    message: `network ${name} has ${addresses}, which no interface can have`,
    found: cidr,
    allowed: `IPv4 outside ${allOf(rangesOfNoInterface("ipv4"))}, or IPv6 outside ${allOf(rangesOfNoInterface("ipv6"))}`,
    fix: "write the network that the interfaces are in",
  };
}

function* uses(topology: Topology, virtualIpOf: FindVirtualIp): Generator<Use> {
  for (const { name, gateway } of topology.networks.values())
    if (gateway !== undefined)
      yield {
        network: name,
        address: gateway,
        what: "gateway",
        path: () => ["networks", name, "gateway"],
        namesNetwork: false,
      };
  for (const host of topology.hosts.values())
    for (const { name, network, address } of host.interfaces)
      yield {
        network,
        address,
        what: "address",
        path: () => ["hosts", host.name, "interfaces", name, "address"],
        namesNetwork: true,
      };
  for (const device of topology.bigIps.values())
    for (const side of BIG_IP_SIDES)
      yield {
        network: device.network[side],
        address: selfIp(device, side),
        what: `${side} self IP`,
        path: () => ["bigIps", device.name, "network", `${side}SelfIp`],
        namesNetwork: false,
      };
  for (const pair of topology.pairs.values()) {
    const claim = virtualIpOf(pair, topology);
    if (claim === undefined) continue;
    const { network, address, networkPath } = claim;
    yield {
      network,
      address,
      what: "virtual IP",
      path: () => virtualIpPath(pair, claim),
      namesNetwork: networkPath !== undefined,
    };
  }
}

/** The other network that contains an address, if the named network is not the one that was meant; undefined if there is none. */
function networkThatHas({ networks }: Topology, named: Network, address: Address): Network | undefined {
  if (contains(named.cidr, address)) return undefined;
  return [...networks.values()].find(({ cidr }) => contains(cidr, address));
}

/** Returns why an address cannot be used on the network; undefined if it can. */
function limitOf(network: Network): (address: Address, what: Use["what"]) => string | undefined {
  const isMember = membership(network.cidr);
  const broadcast = broadcastAddress(network.cidr);
  // A network without a broadcast address is a link of two hosts, or one host: they have its first address too.
  const first = broadcast === undefined ? undefined : networkAddress(network.cidr);
  return (address, what) => {
    if (!isMember(address)) return `is outside network ${network.name}`;
    if (address === first) return `is the address of network ${network.name} itself`;
    if (address === broadcast) return `is the broadcast address of network ${network.name}`;
    return address === network.gateway && !MAY_BE_GATEWAY.has(what)
      ? `is the gateway of network ${network.name}`
      : undefined;
  };
}
