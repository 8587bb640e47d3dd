/** Something that artifacts mention although no model has it, and why that is right. */
export interface WellKnown<T> {
  readonly value: T;
  readonly why: string;
  /** The files that may mention it; undefined for any. */
  readonly in?: RegExp;
}

export const WELL_KNOWN_ADDRESSES: readonly WellKnown<string>[] = [
  { value: "0.0.0.0", why: "one half of all addresses, as a route: 0.0.0.0/1", in: /^hosts\// },
  { value: "128.0.0.0", why: "the other half: 128.0.0.0/1", in: /^hosts\// },
  { value: "10.0.0.1", why: "an example in a comment of what a tool prints", in: /^hosts\// },
  { value: "10.0.0.255", why: "its broadcast address", in: /^hosts\// },
  { value: "2001:db8::10", why: "an example in a comment of what a tool prints", in: /^hosts\// },
  { value: "255.255.255.255", why: "the mask of a single host, in what arp prints", in: /^hosts\// },
  { value: "127.0.0.1", why: "the host itself, which scripts on Windows ping in order to wait", in: /^hosts\// },
  {
    value: "::1",
    why: "the host itself, which a complete answer of netsh contains",
    in: /^hosts\//,
  },
  { value: "0.0.0.0", why: "any address: a virtual server that forwards all other traffic", in: /^big-ip\// },
  { value: "255.255.255.255", why: "the mask of a single address", in: /^big-ip\// },
  { value: "::", why: "all addresses of IPv6" },
  {
    value: "8.5.100.31",
    why: "not an address: the version of Solution Control Server from which events are logged",
    in: /^(?:runbook\.md|configuration-layer\/objects\.json)$/,
  },
  {
    value: "8.5.100.39",
    why: "not an address: the version that has an option in another section",
    in: /^runbook\.md$/,
  },
  { value: "8.5.100.56", why: "not an address: a version that ends when it raises alarms", in: /^runbook\.md$/ },
  { value: "8.5.100.57", why: "not an address: the version in which that is corrected", in: /^runbook\.md$/ },
];

export const WELL_KNOWN_PORTS: readonly WellKnown<number>[] = [
  { value: 0, why: "any port, of a virtual server that forwards", in: /^big-ip\// },
  { value: 8001, why: "the site of a switch vendor's manual, which the file names as its source", in: /^network\// },
];

export const WELL_KNOWN_EVENTS: readonly WellKnown<number>[] = [
  { value: 10327, why: "Solution Control Server: an application's role flips often" },
  { value: 10328, why: "Solution Control Server: it is stable again" },
  { value: 10329, why: "Solution Control Server: its own pair may be split" },
  { value: 10330, why: "Solution Control Server: its own pair has recovered" },
  { value: 10331, why: "Solution Control Server: it is without its backup" },
  { value: 20621, why: "Solution Control Server: a pair without a primary" },
  { value: 20622, why: "Solution Control Server: a pair with two" },
  { value: 20623, why: "Solution Control Server: a normal pair again" },
];

/** The events that report a pair's roles, if its option declares no events of its own. */
export const ROLE_EVENTS: readonly number[] = [5150, 5151];

/** Folders that belong to the operating system, or that have the same name on every host. */
export const WELL_KNOWN_FOLDERS: readonly WellKnown<string>[] = [
  { value: "/bin/", why: "the system's tools" },
  { value: "/sbin/", why: "the system's tools" },
  { value: "/usr/", why: "the system's tools" },
  { value: "/opt/csw/bin", why: "tools that were added to Solaris" },
  { value: "/opt/freeware/bin", why: "tools that were added to AIX" },
  { value: "/dev/", why: "devices" },
  { value: "/proc/", why: "what the kernel reports" },
  { value: "/sys/", why: "what the kernel reports" },
  { value: "/run/systemd/system", why: "exists if systemd runs" },
  { value: "/run/sip-ha", why: "locks, and what a reboot forgets" },
  { value: "/var/run/sip-ha", why: "the same on Solaris and AIX" },
  { value: "/var/log/sip-ha", why: "logs" },
  { value: "/var/lib/sip-ha", why: "what is installed" },
  { value: "/etc/sudoers", why: "what sudo reads, including the file for the Local Control Agent" },
  { value: "/etc/hosts", why: "where a host finds its own name without a name server", in: /^hosts\/[^/]+\/deploy$/ },
  { value: "/etc/inittab", why: "what init starts on AIX" },
  { value: "/etc/systemd/system", why: "the folder of units", in: /^hosts\/[^/]+\/deploy$/ },
  { value: "/var/svc/manifest/site", why: "the folder of manifests", in: /^hosts\/[^/]+\/deploy$/ },
  { value: "C:\\ProgramData\\sip-ha", why: "logs, locks and what is installed on Windows" },
];

/** Whether the value is well known in that file. */
export function isWellKnown<T>(list: readonly WellKnown<T>[], value: T, file: string): boolean {
  return list.some((one) => one.value === value && (one.in?.test(file) ?? true));
}
