import type { Cidr } from "../../model/address";
import { grouped } from "../../model/grouped";
import { managementAddress } from "../../model/host";
import { managementApplicationsOf } from "../../model/management-layer";
import { sortedBy } from "../../text/sorted";
import type { Service } from "./model";

/** A network whose machines and the pair's hosts know each other by their own addresses, and why. */
export interface OwnAddressPeer {
  readonly network: Cidr;
  /** A phrase, e.g. `Solution Control Server SCS_East on mgmt-1`. */
  readonly what: string;
}

/**
 * Genesys' SNAT exclusion group (fact `big-ip-router`): the declared networks, and those that the model itself knows, of the Management Layer and the other
 * host of the pair. Sorted by network, each once.
 */
export function ownAddressPeers({ topology, pool, members }: Service): OwnAddressPeer[] {
  const known = managementApplicationsOf(topology.managementLayer).flatMap(({ application, host: name, what }) => {
    const host = topology.hosts.get(name);
    const network = host && single(managementAddress(host));
    return network === undefined ? [] : [{ network, what: `${what} ${application} on ${name}` }];
  });
  const hosts = members.map(({ server, host, address }) => ({
    network: single(address),
    what: `${server.application} on ${host.name}, for its peer`,
  }));
  const declared = pool.snatExclusions.map((network) => ({ network, what: "declared in snatExclusions" }));
  const reasons = grouped([...declared, ...known, ...hosts], ({ network }) => [network]);
  return sortedBy(reasons, ([network]) => network).map(([network, all]) => ({
    network,
    what: [...new Set(all.map(({ what }) => what))].join("; "),
  }));
}

/** Whether the networks together contain every IPv4 address. */
export function coverEverything(networks: readonly Cidr[]): boolean {
  const ranges = networks
    .filter((network) => !network.includes(":"))
    .map(rangeOf)
    .sort((a, b) => a.first - b.first);
  let next = 0;
  for (const { first, last } of ranges) if (first <= next) next = Math.max(next, last + 1);
  return next === 2 ** 32;
}

function rangeOf(network: Cidr): { readonly first: number; readonly last: number } {
  const [address, prefix] = network.split("/") as [string, string];
  const first = address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);
  return { first, last: first + 2 ** (32 - Number(prefix)) - 1 };
}

const single = (address: string): Cidr => `${address}/32`;
