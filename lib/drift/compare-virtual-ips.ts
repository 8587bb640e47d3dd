import { grouped } from "../model/grouped";
import { COLLECT_AGAIN, type ComparedHost } from "./compared-host";
import type { DriftFinding } from "./drift-finding";
import type { ExpectedVirtualIp } from "./host-expectation";
import type { AddressUse, HostAddress } from "./host-facts";

/** The differences of the virtual IPs: each must be on one of its two hosts, at its place. */
export function compareVirtualIps(hosts: readonly ComparedHost[]): DriftFinding[] {
  const all = hosts.flatMap((host) => host.expected.virtualIps.map((virtualIp) => sideOf(host, virtualIp)));
  return [...grouped(all, ({ virtualIp }) => [virtualIp.path]).values()].flatMap((sides) => [
    ...sides.flatMap(notAsDeclared),
    ...held(sides),
  ]);
}

function sideOf({ expected, facts }: ComparedHost, virtualIp: ExpectedVirtualIp) {
  const rows = facts?.addresses.rows.filter(({ address }) => address === virtualIp.address) ?? [];
  return { host: expected.host.name, environment: expected.environment, virtualIp, facts, rows };
}

type Side = ReturnType<typeof sideOf>;

function notAsDeclared({ host, environment, virtualIp, rows }: Side): DriftFinding[] {
  const { address, interface: name, prefixLength, path } = virtualIp;
  return rows.flatMap((row): DriftFinding[] => {
    const told = matterOf(row, virtualIp);
    if (told === undefined) return [];
    return [
      {
        state: "drift",
        code: told.code,
        environment,
        path,
        position: row.position,
        message: `${host} ${told.message}`,
        found: row.shown,
        expected: `${address}/${prefixLength} on ${name}`,
        fix: told.fix,
      },
    ];
  });
}

interface Matter {
  readonly code: string;
  /** After the host's name. */
  readonly message: string;
  readonly fix: string;
}

/** What is wrong with an address that is the virtual IP; undefined if nothing is. */
function matterOf(row: HostAddress, { interface: name, prefixLength }: ExpectedVirtualIp): Matter | undefined {
  if (row.use !== "used") return NOT_USED[row.use];
  if (row.interface !== name || row.isFixed) return MISPLACED;
  if ((row.prefixLength ?? prefixLength) !== prefixLength) return OTHER_LENGTH;
  return row.sourceBy === undefined ? undefined : source(row.sourceBy);
}

const DOWN_AND_UP =
  "in a maintenance window, run the control script's down on this host, then its up on the host that is primary";

const MISPLACED: Matter = {
  code: "virtual-ip-misplaced",
  message: "has the virtual IP where its control script neither puts nor removes it",
  fix: "in a maintenance window, remove the address by hand, then run the control script's up on the host that is primary",
};

/** Its `down` removes the address from the right interface whatever the prefix length; its `up` refuses if the address is there. */
const OTHER_LENGTH: Matter = {
  code: "virtual-ip-misplaced",
  message: "has the virtual IP with a prefix length that its control script does not give it",
  fix: DOWN_AND_UP,
};

function source(by: string): Matter {
  return {
    code: "virtual-ip-source",
    message: `may send with the virtual IP even if no program asks for that, because ${by}`,
    fix: DOWN_AND_UP,
  };
}

const NOT_USED: Readonly<Record<Exclude<AddressUse, "used">, Matter>> = {
  duplicate: {
    code: "virtual-ip-duplicate",
    message: "has the virtual IP, but another host has it too, and the kernel does not use it here",
    fix: "find the other host that has the address",
  },
  unused: {
    code: "virtual-ip-unused",
    message: "has the virtual IP, but does not use it",
    fix: `check whether another host has the address, then run the control script's up or down here, according to the host's role; ${COLLECT_AGAIN}`,
  },
};

function held(sides: readonly Side[]): DriftFinding[] {
  const { virtualIp, environment } = sides[0]!;
  const { address, path } = virtualIp;
  const holders = sides.filter(({ rows }) => rows.some(({ use }) => use === "used"));
  const from = (code: string, message: string, found: string, position: DriftFinding["position"], fix: string) => [
    { state: "drift" as const, code, environment, path, position, message, found, expected: "on one of the two", fix },
  ];
  if (holders.length > 1)
    return from(
      "virtual-ip-on-both",
      `both hosts have the virtual IP ${address}`,
      `on ${holders.map(({ host }) => host).join(" and ")}`,
      holders[1]!.rows.find(({ use }) => use === "used")!.position,
      `run the control script's down on the host that is backup; ${COLLECT_AGAIN}`,
    );
  // A host that has it without using it is already reported; if one host uses it, all is well.
  const isSeen = sides.every(({ facts, rows }) => facts?.addresses.isWhole && rows.length === 0);
  if (sides.length < 2 || !isSeen) return [];
  return from(
    "virtual-ip-on-none",
    `neither host has the virtual IP ${address}: callers do not reach the pair`,
    `neither on ${sides.map(({ host }) => host).join(" nor on ")}`,
    sides[0]!.facts!.addresses.position,
    `run the control script's up on the host that is primary; before the pair is in service, this is normal; ${COLLECT_AGAIN}`,
  );
}
