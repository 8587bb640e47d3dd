import type { BehindDevice } from "./behind-device";
import { monitorsOf, pathsIn } from "./device-settings";
import type { ImportNote } from "./import-note";
import type { PoolMember, PoolServer, VirtualServer } from "./virtual-servers";

/** What a BIG-IP has for a pair that the environment file cannot express, each thing once, with its place. */
export function leftOnDevice(pair: string, behind: BehindDevice): ImportNote[] {
  const { telling, others } = behind;
  const where = { pair, behind };
  const notes = [
    ...others.filter((one) => !telling.some(({ path }) => path === one.path)).map((one) => otherServer(where, one)),
    ...telling.flatMap((one) => FURTHER.flatMap((further) => further(where, one))),
    ...ports(where),
    ...differences(where),
  ];
  // Several transports may have one pool or monitor.
  const told = (one: ImportNote) => `${one.code} ${one.position?.line} ${one.found}`;
  return notes.filter((one, index) => notes.findIndex((other) => told(other) === told(one)) === index);
}

type Placed = Pick<VirtualServer, "position">;

/** The subject of a note. */
interface Where {
  readonly pair: string;
  readonly behind: BehindDevice;
}

function left(
  { pair, behind }: Where,
  code: string,
  { position }: Placed,
  message: string,
  found: string,
  fix: string,
): ImportNote {
  return {
    kind: "left",
    code,
    of: `pair ${pair}`,
    position,
    message: `on BIG-IP ${behind.survey.name} ${message}`,
    found,
    fix,
  };
}

function otherServer(where: Where, one: VirtualServer): ImportNote {
  const members = one.pool?.members.map(({ name }) => name).join(", ") || "no members";
  return left(
    where,
    "virtual-server-left-out",
    one,
    `virtual server ${one.path} also has the pair's virtual IP, and the file has no such virtual server: for each transport it has one, at the SIP port, with both hosts behind it`,
    `${packetsOf(one)}; pool ${one.values.pool}: ${members}`,
    "find out what it is for, and keep it by hand if callers need it; AS3 removes it if it is in the environment's tenant, and leaves it alone elsewhere",
  );
}

/** Which packets a virtual server takes; if there are several at one port, each takes the packets of another source. */
function packetsOf({ values: { ipProtocol, source }, port }: VirtualServer): string {
  const from = source === undefined || /^(?:0\.0\.0\.0|::)\/0$/.test(source) ? "" : ` from ${source}`;
  return `${ipProtocol} port ${port}${from}`;
}

/** A virtual server that is taken for the pair's although its ports differ. */
function ports(where: Where): ImportNote[] {
  const {
    servers,
    telling: [first],
  } = where.behind;
  if (servers.length > 0) return [];
  return [
    left(
      where,
      "virtual-server-left-out",
      first,
      `virtual server ${first.path} has both hosts behind it, but is not for UDP or TCP at a SIP port that the hosts also have`,
      `${packetsOf(first)}; pool ${first.pool.path}: ${first.pool.members.map(({ name }) => name).join(", ")}`,
      "the file's virtual servers have the SIP ports of the servers: if callers use this port, correct sip-port and sip-port-tls",
    ),
  ];
}

function routeDomains(where: Where, one: PoolServer): ImportNote[] {
  const found = [one, ...one.pool.members].filter(({ routeDomain }) => routeDomain !== undefined);
  return found
    .slice(0, 1)
    .map(({ routeDomain, address, position }) =>
      left(
        where,
        "route-domain-left-out",
        { position },
        `virtual server ${one.path} or a member behind it is in a route domain; the file has only addresses of the default route domain`,
        `${address ?? "an address"}%${routeDomain}`,
        "declare the pair for a device or partition with the default route domain, or keep this pair by hand",
      ),
    );
}

function rules(where: Where, one: PoolServer): ImportNote[] {
  const found = pathsIn(one.values.rules);
  if (found.length === 0) return [];
  return [
    left(
      where,
      "rule-left-out",
      one,
      `virtual server ${one.path} has iRules, but the file's virtual servers have none`,
      found.join(", "),
      "find out what they do, and whether callers need it, before the file's virtual server takes its place",
    ),
  ];
}

const PROFILES = [
  ["ltm/profile/client-ssl", "TLS profile"],
  ["ltm/profile/server-ssl", "TLS profile"],
  ["ltm/profile/sip", "SIP profile"],
] as const;

function profiles(where: Where, one: PoolServer): ImportNote[] {
  const { survey } = where.behind;
  const isOf = (kind: Parameters<typeof survey.objects>[0], path: string) =>
    survey.objects(kind).some((profile) => profile.path === path);
  const found = pathsIn(one.values.profiles).filter(
    (path) => !isOf("ltm/profile/udp", path) && !isOf("ltm/profile/tcp", path),
  );
  if (found.length === 0) return [];
  const named = found.map((path) => `${PROFILES.find(([kind]) => isOf(kind, path))?.[1] ?? "profile"} ${path}`);
  return [
    left(
      where,
      "profile-left-out",
      one,
      `virtual server ${one.path} has profiles beside that of its protocol, but the file's virtual servers have none`,
      named.join(", "),
      named.some((text) => text.startsWith("TLS"))
        ? "TLS ends on the device there, but on the SIP Servers with the file: give those the certificate first, or keep this virtual server by hand"
        : "find out what they are for before the file's virtual server takes its place",
    ),
  ];
}

/** The file has one monitor, which asks with SIP, using the device's own question. */
function monitors(where: Where, { pool }: PoolServer): ImportNote[] {
  const { survey } = where.behind;
  const paths = pathsIn(pool.values.monitor);
  const known = monitorsOf(survey, pool);
  const sip = known.find(({ isSip }) => isSip);
  const others = paths.filter((path) => path !== sip?.path);
  const notes: ImportNote[] = [];
  if (sip === undefined || others.length > 0)
    notes.push(
      left(
        where,
        "monitor-left-out",
        pool,
        `pool ${pool.path} has ${paths.length === 0 ? "no monitor" : "a monitor that is not for SIP, or several"}; the file has one that asks with SIP OPTIONS`,
        paths.length === 0 ? "none" : paths.join(", "),
        "check that only the primary answers OPTIONS of the device before the file's monitor takes its place",
      ),
    );
  if (sip !== undefined) {
    const { request, headers, filter, filterNeg, destination } = sip.values as Record<string, string>;
    const own = [
      ...(request === "none" ? [] : ["a request of its own"]),
      ...(headers === "none" ? [] : ["headers of its own"]),
      ...(filter === "any" || pathsIn(filter).includes("0") ? ["any status taken for an answer"] : []),
      ...(filterNeg === "none" ? [] : [`statuses ${filterNeg} taken for none`]),
      ...(destination === "*:*" ? [] : [`destination ${destination}`]),
    ];
    if (own.length > 0)
      notes.push(
        left(
          where,
          "monitor-left-out",
          sip,
          `monitor ${sip.path} has settings that the file cannot describe; the file's monitor asks each member with the device's own OPTIONS`,
          own.join(", "),
          "check that only the primary answers OPTIONS of the device before the file's monitor takes its place",
        ),
      );
  }
  return notes;
}

function members(where: Where, { pool }: PoolServer): ImportNote[] {
  const own = where.behind.members;
  const isOwn = ({ address }: PoolMember) => address !== undefined && own.includes(address);
  const [primary, backup] = own.map((address) => pool.members.find((one) => one.address === address)!);
  const further = pool.members
    .filter((one) => !isOwn(one))
    .map((one) =>
      left(
        where,
        "member-left-out",
        one,
        `pool ${pool.path} has a member that is not a host of the pair; the file's pools have the two hosts`,
        `${one.name}, ${one.address ?? "by its name in DNS"}`,
        "take it out of the pool, or find out what it is for: a third server that answers the monitor gets calls",
      ),
    );
  const ranked = [primary, backup].map((one) => Number(one?.values.priorityGroup));
  const isBackupFirst = Number(pool.values.minActiveMembers) > 0 && ranked[0]! < ranked[1]!;
  if (!isBackupFirst) return further;
  return [
    ...further,
    left(
      where,
      "priority-left-out",
      pool,
      `pool ${pool.path} prefers the backup's host; the file can only prefer the primary's, and leaves both equal`,
      `priority groups ${ranked.join(" and ")}`,
      "make the preferred server the primary in the Configuration Layer, or leave both equal",
    ),
  ];
}

/** If a member has its own monitor, the monitor of its pool does not ask it. */
function memberMonitors(where: Where, { pool }: PoolServer): ImportNote[] {
  const isOwn = ({ values }: PoolMember) => values.monitor !== undefined && values.monitor !== "default";
  return pool.members
    .filter(isOwn)
    .map((one) =>
      left(
        where,
        "monitor-left-out",
        one,
        `member ${one.name} of pool ${pool.path} has a monitor of its own, which replaces the pool's; the file's members have none`,
        one.values.monitor!,
        "find out why; with the file, the pool's monitor decides on both members",
      ),
    );
}

/** One pair has one interval and one timeout, for all transports. */
function differences(where: Where): ImportNote[] {
  const {
    survey,
    telling: [first, ...more],
  } = where.behind;
  const times = ({ pool }: PoolServer) => {
    const monitor = monitorsOf(survey, pool)[0];
    return monitor === undefined ? "no monitor" : `${monitor.values.interval} s and ${monitor.values.timeout} s`;
  };
  const different = more.find((one) => times(one) !== times(first));
  if (different === undefined) return [];
  return [
    left(
      where,
      "monitor-left-out",
      different.pool,
      `pools ${first.pool.path} and ${different.pool.path} have monitors with different times; the file has one interval and timeout, those of the first`,
      `${times(first)}; ${times(different)}`,
      "if those of the other are to count, correct monitorInterval and monitorTimeout",
    ),
  ];
}

/** The checks of each virtual server that settings are read from. */
const FURTHER = [routeDomains, rules, profiles, monitors, memberMonitors, members];
