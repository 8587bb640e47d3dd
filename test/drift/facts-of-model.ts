import type { HostExpectation } from "../../lib/drift/host-expectation";

const section = (name: string, lines: readonly string[]) => [`== ${name}`, ...lines.map((line) => ` ${line}`), "-- 0"];

/** What the collector of a host prints where the host is as the model says; it holds the virtual IPs that are named. */
export function factsOfHost(
  { environment, host, interfaces, files, units, virtualIps }: HostExpectation,
  holds: ReadonlySet<string>,
): string {
  const line = (name: string, address: string, length: number) =>
    `2: ${name}    inet${address.includes(":") ? "6" : ""} ${address}/${length} scope global ${name}\\       valid_lft forever preferred_lft forever`;
  return [
    "sip-ha-facts 1",
    "package 0.1.0",
    `environment ${environment}`,
    `of hosts.${host.name}`,
    "time 2026-01-01T00:00:00Z",
    ...section("addresses", [
      line("lo", "127.0.0.1", 8),
      ...interfaces.map((one) => line(one.name, one.address, one.prefixLength)),
      ...virtualIps
        .filter(({ path }) => holds.has(path))
        .map((one) => line(one.interface, one.address, one.prefixLength)),
    ]),
    ...section("persistent", ["file /etc/network/interfaces"]),
    ...section(
      "files",
      files.map(({ path, mode, group, sha256 }) => `file ${mode} root ${group} ${sha256} ${path}`),
    ),
    ...section(
      "units",
      units.map(({ name }) => `enabled active ${name}`),
    ),
    ...section("managers", []),
    "end 5",
    "",
  ].join("\n");
}

/** The same of every host; each virtual IP is on the first of its two. */
export function factsOfHosts(expectations: readonly HostExpectation[]): string[] {
  const held = new Set<string>();
  return expectations.map((expected) => {
    const holds = new Set(expected.virtualIps.map(({ path }) => path).filter((path) => !held.has(path)));
    for (const path of holds) held.add(path);
    return factsOfHost(expected, holds);
  });
}
