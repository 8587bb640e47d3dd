import type { HostExpectation } from "../../lib/drift/host-expectation";
import { netmask } from "../../lib/model/address";
import type { OperatingSystem } from "../../lib/model/operating-system";

export interface Held {
  readonly name: string;
  readonly address: string;
  readonly prefixLength: number;
  readonly isVirtual: boolean;
}

type Section = readonly [name: string, lines: readonly string[]];

/** What the collector of a host prints if the host is as the model says. The host holds the named virtual IPs, and their port rules are enabled. */
export function factsOfHost(expected: HostExpectation, holds: ReadonlySet<string>): string {
  const { environment, host, interfaces, virtualIps } = expected;
  const held: Held[] = [
    ...interfaces.map((one) => ({ ...one, isVirtual: false })),
    ...virtualIps
      .filter(({ path }) => holds.has(path))
      .map((one) => ({ ...one, name: one.interface, isVirtual: true })),
  ];
  const sections = SECTIONS[host.os](expected, held, holds);
  return [
    "sip-ha-facts 1",
    "package 0.1.0",
    `environment ${environment}`,
    `of hosts.${host.name}`,
    "time 2026-01-01T00:00:00Z",
    ...sections.flatMap(([name, lines]) => [`== ${name}`, ...lines.map((line) => ` ${line}`), "-- 0"]),
    `end ${sections.length}`,
    "",
  ].join("\n");
}

/** The same for every host; each virtual IP is on the first of its two hosts. */
export function factsOfHosts(expectations: readonly HostExpectation[]): string[] {
  const held = new Set<string>();
  return expectations.map((expected) => {
    const paths = [...expected.virtualIps, ...expected.nodes].map(({ path }) => path);
    const holds = new Set(paths.filter((path) => !held.has(path)));
    for (const path of holds) held.add(path);
    return factsOfHost(expected, holds);
  });
}

const SECTIONS: Readonly<
  Record<OperatingSystem, (expected: HostExpectation, held: readonly Held[], holds: ReadonlySet<string>) => Section[]>
> = {
  linux: ({ files, units }, held) => [
    ["addresses", ADDRESSES.linux(held)],
    ["persistent", ["file /etc/network/interfaces"]],
    ["files", files.map(({ path, mode, group, sha256 }) => `file ${mode} root ${group} ${sha256} ${path}`)],
    ["units", units.map(({ name }) => `enabled active ${name}`)],
    ["managers", []],
    ["network-services", []],
  ],
  solaris: ({ files, units }, held) => [
    ["addresses", ADDRESSES.solaris(held)],
    ["persistent", ["file /etc/hostname.e1000g1", "line 1:sip-a"]],
    ["files", unixFiles(files)],
    ["units", units.map(({ name }) => `online ${name}`)],
  ],
  aix: ({ files, units }, held) => [
    ["addresses", ADDRESSES.aix(held)],
    ["persistent", ["file lsattr -E -l en1"]],
    ["files", unixFiles(files)],
    ["units", units.map(({ entry, isService }) => `entry ${isService ? "running" : "gone"} ${entry}`)],
  ],
  windows: ({ files, units, nodes, interfaces }, held, holds) => [
    ["addresses", ADDRESSES.windows(held)],
    ["networks", networks(held)],
    ["persistent", tables(interfaces)],
    ["files", files.map(({ path, sha256 }) => `file ${sha256} ${path}`)],
    ["units", units.map(({ name, isService }) => `task True ${isService ? 4 : 3} ${name}`)],
    ...(nodes.length === 0
      ? []
      : [
          [
            "port-rules",
            nodes.flatMap(({ virtualIp, ports, path }) =>
              ports.map((port) => `${virtualIp} ${port} 1008 1 ${holds.has(path) ? "1 0" : "0 1"}`),
            ),
          ] as Section,
        ]),
  ],
};

/** How each system lists the addresses of a host. */
export const ADDRESSES: Readonly<Record<OperatingSystem, (held: readonly Held[]) => string[]>> = {
  linux: (held) => [
    kernelLine("lo", "127.0.0.1", 8),
    ...held.map((one) => kernelLine(one.name, one.address, one.prefixLength, one.isVirtual)),
  ],
  solaris: (held) => [
    "lo0: flags=2001000849<UP,LOOPBACK,RUNNING,MULTICAST,IPv4,VIRTUAL> mtu 8232 index 1",
    "\tinet 127.0.0.1 netmask ff000000 ",
    ...held.flatMap((one) => {
      const is = one.isVirtual || one.address.includes(":");
      const flags = `UP,BROADCAST,RUNNING,MULTICAST,${one.isVirtual ? "DEPRECATED," : ""}IPv4`;
      return [`${one.name}${is ? ":1" : ""}: flags=1000843<${flags}> mtu 1500 index 2`, inetLine(one, "")];
    }),
  ],
  aix: (held) => [
    ...held.flatMap((one) => [
      `${one.name}: flags=1e084863,480<UP,BROADCAST,NOTRAILERS,RUNNING,SIMPLEX,MULTICAST,GROUPRT,64BIT>`,
      inetLine(one, "0x"),
      "\t tcp_sendspace 262144 tcp_recvspace 262144 rfc1323 1",
    ]),
    "lo0: flags=e08084b,c0<UP,BROADCAST,LOOPBACK,RUNNING,SIMPLEX,MULTICAST,GROUPRT,64BIT,LARGESEND,CHAIN>",
    "\tinet 127.0.0.1 netmask 0xff000000 broadcast 127.255.255.255",
    "\tinet6 ::1%1/0",
  ],
  windows: (held) => tables([{ name: "Loopback Pseudo-Interface 1", address: "127.0.0.1" }, ...held]),
};

/** The networks of IPv4 addresses on Windows. */
export function networks(held: readonly Held[]): string[] {
  return held
    .filter(({ address }) => !address.includes(":"))
    .map((one) => `${one.address} ${one.address}/${one.prefixLength}`);
}

function kernelLine(name: string, address: string, length: number, isSecondary = false): string {
  const rest = address.includes(":") ? (isSecondary ? "deprecated " : "") : `${isSecondary ? "secondary " : ""}${name}`;
  return `2: ${name}    inet${address.includes(":") ? "6" : ""} ${address}/${length} scope global ${rest}\\       valid_lft forever preferred_lft forever`;
}

/** An address in ifconfig's format. */
function inetLine({ address, prefixLength }: Held, before: string): string {
  if (address.includes(":")) return `\tinet6 ${address}/${prefixLength} `;
  const mask = netmask(`0.0.0.0/${prefixLength}`).split(".");
  return `\tinet ${address} netmask ${before}${mask.map((byte) => Number(byte).toString(16).padStart(2, "0")).join("")} broadcast 10.255.255.255`;
}

/** The lines about files, with the mode as ls shows it. */
function unixFiles(files: HostExpectation["files"]): string[] {
  return files.map(({ path, mode, group, sha256 }) => {
    const bits = [...mode.slice(-3)].map((digit) =>
      ["r", "w", "x"].map((letter, at) => (Number(digit) & (4 >> at) ? letter : "-")).join(""),
    );
    return `file -${bits.join("")} root ${group} ${sha256} ${path}`;
  });
}

/** The tables of addresses in netsh's format. */
export function tables(held: readonly { readonly name: string; readonly address: string }[]): string[] {
  return held.flatMap(({ name, address }, index) => [
    `Interface ${index + 1}: ${name}`,
    "Addr Type  DAD State   Valid Life Pref. Life Address",
    "---------  ----------- ---------- ---------- ------------------------",
    `Manual     Preferred     infinite   infinite ${address}`,
  ]);
}
