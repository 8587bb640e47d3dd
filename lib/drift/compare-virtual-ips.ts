import type { DriftFinding } from "./drift-finding";
import type { ExpectedVirtualIp, HostExpectation } from "./host-expectation";
import type { LinuxFacts } from "./linux-facts";

/** A Linux host, with what was collected of it; without where nothing was. */
export interface ComparedHost {
  readonly expected: HostExpectation;
  readonly facts: LinuxFacts | undefined;
}

/** What differs of the virtual IPs: each is on one of its two hosts, at its place. */
export function compareVirtualIps(hosts: readonly ComparedHost[]): DriftFinding[] {
  const claims = hosts.flatMap((host) => host.expected.virtualIps.map((virtualIp) => ({ host, virtualIp })));
  const paths = [...new Set(claims.map(({ virtualIp }) => virtualIp.path))];
  return paths.flatMap((path) => {
    const sides = claims
      .filter(({ virtualIp }) => virtualIp.path === path)
      .map(({ host, virtualIp }) => sideOf(host, virtualIp));
    return [...sides.flatMap(misplaced), ...held(sides)];
  });
}

function sideOf({ expected, facts }: ComparedHost, virtualIp: ExpectedVirtualIp) {
  const rows = facts?.addresses.rows.filter(({ address }) => address === virtualIp.address) ?? [];
  return { host: expected.host.name, environment: expected.environment, virtualIp, facts, rows };
}

type Side = ReturnType<typeof sideOf>;

function misplaced({ host, environment, virtualIp, rows }: Side): DriftFinding[] {
  const { address, interface: name, prefixLength, path } = virtualIp;
  return rows
    .filter((row) => row.interface !== name || row.prefixLength !== prefixLength || row.isDuplicate)
    .map((row) => ({
      state: "drift",
      code: row.isDuplicate ? "virtual-ip-duplicate" : "virtual-ip-misplaced",
      environment,
      path,
      position: row.position,
      message: row.isDuplicate
        ? `${host} has the virtual IP, but another host has it too, and the kernel does not use it here`
        : `${host} has the virtual IP where its control script does not put it, nor remove it`,
      found: `${row.address}/${row.prefixLength} on ${row.interface}${row.isDuplicate ? ", dadfailed" : ""}`,
      expected: `${address}/${prefixLength} on ${name}`,
      fix: row.isDuplicate
        ? "find the other host that has the address"
        : "in a maintenance window remove the address by hand, then run the control script's up on the host that is primary",
    }));
}

/** Whoever collects during a switchover may meet none or both, so that is said. */
const AGAIN = "where a switchover ran while facts were collected, collect again";

function held(sides: readonly Side[]): DriftFinding[] {
  const { virtualIp, environment } = sides[0]!;
  const { address, path } = virtualIp;
  const holders = sides.filter(({ rows }) => rows.length > 0);
  const from = (code: string, message: string, found: string, position: DriftFinding["position"], fix: string) => [
    { state: "drift" as const, code, environment, path, position, message, found, expected: "on one of the two", fix },
  ];
  if (holders.length > 1)
    return from(
      "virtual-ip-on-both",
      `both hosts have the virtual IP ${address}`,
      `on ${holders.map(({ host }) => host).join(" and ")}`,
      holders[1]!.rows[0]!.position,
      `run the control script's down on the host that is backup; ${AGAIN}`,
    );
  if (holders.length === 1 || sides.length < 2 || !sides.every(({ facts }) => facts?.addresses.isWhole)) return [];
  return from(
    "virtual-ip-on-none",
    `neither host has the virtual IP ${address}: callers do not reach the pair`,
    `neither on ${sides.map(({ host }) => host).join(" nor on ")}`,
    sides[0]!.facts!.addresses.position,
    `run the control script's up on the host that is primary; before the pair is in service this is as it should be; ${AGAIN}`,
  );
}
