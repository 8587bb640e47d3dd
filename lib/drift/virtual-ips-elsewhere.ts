import type { Address } from "../model/address";
import { grouped } from "../model/grouped";
import { formatPath, type Position } from "../model/origin";
import type { Topology } from "../model/topology";
import { virtualIpPath } from "../model/virtual-ip";
import { virtualIpOf } from "../options";
import { oneOf } from "../text/wording";
import type { ComparedHost } from "./compared-host";
import type { DriftFinding } from "./drift-finding";
import type { HostAddress } from "./host-facts";

/** Virtual IPs on hosts that must never have them: virtual IPs of pairs of other hosts, and virtual IPs that a device has. */
export function virtualIpsElsewhere(topology: Topology, hosts: readonly ComparedHost[]): DriftFinding[] {
  const entitled = hostsByPath(hosts);
  const rows = rowsByAddress(hosts);
  return [...topology.pairs.values()].flatMap((pair) => {
    const claim = virtualIpOf(pair, topology);
    if (claim === undefined) return [];
    const path = formatPath(virtualIpPath(pair, claim));
    const holders = [...(entitled.get(path) ?? [])];
    return (rows.get(claim.address) ?? [])
      .filter(({ host }) => !holders.includes(host))
      .map(
        ({ host, position, shown }): DriftFinding => ({
          state: "drift",
          code: "virtual-ip-elsewhere",
          environment: topology.environment,
          path,
          position,
          message: `${host} has the virtual IP ${claim.address} of pair ${pair.name}, which it must never have: callers may reach it instead of the pair`,
          found: shown,
          expected: holders.length === 0 ? "on no host" : `on ${oneOf(holders)} alone`,
          fix: "find out what has put it there, and remove it from this host in a maintenance window",
        }),
      );
  });
}

/** The hosts to which scripts move a virtual IP, or that are nodes of its cluster, by the path of the virtual IP. */
function hostsByPath(hosts: readonly ComparedHost[]): ReadonlyMap<string, ReadonlySet<string>> {
  const result = new Map<string, Set<string>>();
  for (const { expected } of hosts)
    for (const { path } of [...expected.virtualIps, ...expected.nodes])
      result.set(path, (result.get(path) ?? new Set()).add(expected.host.name));
  return result;
}

/** An address that a host had when facts were collected. */
interface HeldAddress extends HostAddress {
  readonly host: string;
  readonly position: Position;
}

/** The hosts that had each address. */
function rowsByAddress(hosts: readonly ComparedHost[]): ReadonlyMap<Address, readonly HeldAddress[]> {
  const rows = hosts.flatMap(({ expected, facts }) =>
    (facts?.addresses.rows ?? []).map((row): HeldAddress => ({ host: expected.host.name, ...row })),
  );
  return grouped(rows, ({ address }) => [address]);
}
