import { formatPath } from "../model/origin";
import type { Topology } from "../model/topology";
import { virtualIpPath } from "../model/virtual-ip";
import { virtualIpOf } from "../options";
import { oneOf } from "../text/wording";
import type { ComparedHost } from "./compared-host";
import type { DriftFinding } from "./drift-finding";
import type { HostExpectation } from "./host-expectation";

/** What hosts have of the virtual IPs that they never shall have: those of pairs that they are no host of, and those that a device has. */
export function virtualIpsElsewhere(topology: Topology, hosts: readonly ComparedHost[]): DriftFinding[] {
  return [...topology.pairs.values()].flatMap((pair) => {
    const claim = virtualIpOf(pair, topology);
    if (claim === undefined) return [];
    const path = formatPath(virtualIpPath(pair, claim));
    const others = hosts.filter(({ expected }) => !mayHave(expected, path));
    const holders = hosts.flatMap(({ expected }) => (mayHave(expected, path) ? [expected.host.name] : []));
    return others.flatMap(({ expected, facts }) =>
      (facts?.addresses.rows ?? [])
        .filter(({ address }) => address === claim.address)
        .map(
          ({ position, shown }): DriftFinding => ({
            state: "drift",
            code: "virtual-ip-elsewhere",
            environment: topology.environment,
            path,
            position,
            message: `${expected.host.name} has the virtual IP ${claim.address} of pair ${pair.name}, which it never shall have: callers may reach it in the pair's place`,
            found: shown,
            expected: holders.length === 0 ? "on no host" : `on ${oneOf(holders)} alone`,
            fix: "find out what has put it there, and in a maintenance window take it off this host",
          }),
        ),
    );
  });
}

/** Whether a virtual IP is one that the host's scripts move to it, or of a cluster that it is a node of. */
function mayHave({ virtualIps, nodes }: HostExpectation, path: string): boolean {
  return [...virtualIps, ...nodes].some((one) => one.path === path);
}
