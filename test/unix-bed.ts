import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AddressFamily, familyOf } from "../lib/model/address";
import { aix, solaris } from "../lib/options/ip-address-takeover/unix";
import { controlScript } from "../lib/options/ip-address-takeover/unix/control-script";
import type { UnixSystem } from "../lib/options/ip-address-takeover/unix/unix-system";
import type { HostInstallation } from "../lib/scripts/host-installation";
import { aixInstaller, solarisInstaller } from "../lib/scripts/unix/host-installer";
import type { UnixSystemName } from "../lib/scripts/unix/prologue";
import { textOf } from "../lib/text/file-text";
import { addressesAreSettled, BED_TOOLS, type Machine, NetworkBed } from "./network-namespace";
import type { SampleOverrides } from "./sample-topology";
import { sides, VIRTUAL_IP } from "./takeover-bed";

/** The shells that stand in for the Korn shell of these systems. */
export const SHELLS = ["ksh93", "mksh", "dash"] as const;
export type StandInShell = (typeof SHELLS)[number];

/** What the stand-ins need on the computer that runs the tests. */
export const UNIX_NEEDS = {
  root: true,
  tools: [...BED_TOOLS, "arping", "flock", "pgrep", "ping", "timeout", ...SHELLS],
} as const;

/** What they need in addition if the virtual IP is an IPv6 address. */
export const UNIX_IPV6_NEEDS = { ...UNIX_NEEDS, tools: [...UNIX_NEEDS.tools, "ndisc6", "ndptool"] } as const;

/** The voice network of the sample, with either family. */
export const VOICE: Readonly<
  Record<AddressFamily, { virtualIp: string; cidr: string; host(lastByte: number): string }>
> = {
  ipv4: { virtualIp: VIRTUAL_IP, cidr: "10.120.0.0/24", host: (lastByte) => `10.120.0.${lastByte}` },
  ipv6: { virtualIp: "2001:db8:120::10", cidr: "2001:db8:120::/64", host: (lastByte) => `2001:db8:120::${lastByte}` },
};

/** The names of the interfaces eth0 and eth1 on each system. */
export const INTERFACES: Readonly<Record<UnixSystemName, readonly [string, string]>> = {
  Solaris: ["e1000g0", "e1000g1"],
  AIX: ["en0", "en1"],
};

/** The tools that are replaced, by path, with their stand-ins in test/stand-ins/unix. */
const STAND_INS: Readonly<Record<UnixSystemName, Readonly<Record<string, string>>>> = {
  Solaris: {
    "/usr/sbin/ifconfig": "solaris-ifconfig",
    "/usr/bin/uname": "solaris-uname",
    "/var/stand-in/ifconfig-ipv6": "solaris-ifconfig-ipv6",
    "/usr/sbin/arp": "solaris-arp",
    "/usr/bin/netstat": "solaris-netstat",
    "/usr/sbin/ping": "solaris-ping",
    "/usr/bin/who": "who",
    "/usr/sbin/svcadm": "svcadm",
    "/usr/sbin/svccfg": "svccfg",
    "/usr/bin/svcs": "svcs",
    "/usr/bin/digest": "solaris-digest",
  },
  AIX: {
    "/usr/sbin/ifconfig": "aix-ifconfig",
    "/usr/bin/uname": "aix-uname",
    "/usr/sbin/arp": "aix-arp",
    "/usr/sbin/ndp": "aix-ndp",
    "/usr/sbin/ping": "aix-ping",
    "/usr/bin/who": "who",
    "/usr/bin/lsgroup": "lsgroup",
    "/usr/bin/csum": "aix-csum",
    "/usr/bin/netstat": "aix-netstat",
    "/usr/sbin/lsattr": "aix-lsattr",
    ...Object.fromEntries(
      ["chitab", "lsitab", "mkitab", "rmitab", "telinit"].map((tool) => [`/usr/sbin/${tool}`, "inittab-tool"]),
    ),
  },
};

/** The hosts of the sample with the interface names of a system. The voice network has the address family of the virtual IP. */
export function unixOverrides({ name }: UnixSystem, overrides: SampleOverrides = {}): SampleOverrides {
  const [management, voice] = INTERFACES[name];
  const { cidr, host: addressOf } = VOICE[familyOf(overrides.takeover?.virtualIp ?? VIRTUAL_IP)];
  const host = (last: number) => ({
    os: name === "AIX" ? ("aix" as const) : ("solaris" as const),
    managementInterface: management,
    interfaces: [
      { name: management, network: "management", address: `10.110.0.${last}` },
      { name: voice, network: "voice", address: addressOf(last) },
    ],
  });
  const hosts = { "sip-a": host(11), "sip-b": host(12) };
  const merged = Object.entries(hosts).map(([key, one]) => [key, { ...one, ...overrides.hosts?.[key] }]);
  return {
    ...overrides,
    voice: { cidr, gateway: addressOf(1), ...overrides.voice },
    hosts: Object.fromEntries(merged),
  };
}

/** The control script of the sample's host sip-a. */
export function unixScript(system: UnixSystem, overrides: SampleOverrides = {}): string {
  return textOf(controlScript(system, sides(unixOverrides(system, overrides)).a));
}

/** Every program that the host sip-a gets, including the installer. */
export function unixPrograms(system: UnixSystem, overrides: SampleOverrides = {}): { name: string; content: string }[] {
  const { files, deploy } = unixUpload(system, overrides);
  return [...files, { name: "deploy", content: deploy }]
    .map(({ name, content }) => ({ name, content: textOf(content) }))
    .filter(({ content }) => content.startsWith("#!"));
}

/** The files of the host sip-a, and its installer, as the Terraform stack copies them into one folder. */
export function unixUpload(
  system: UnixSystem,
  overrides: SampleOverrides = {},
  change: Partial<HostInstallation> = {},
) {
  const side = sides(unixOverrides(system, overrides)).a;
  const { topology, host } = side;
  const [platform, installer] = system.name === "AIX" ? [aix, aixInstaller] : [solaris, solarisInstaller];
  const files = platform.artifacts(side).map(({ path, target, content }) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return { name, target: target!.path, mode: target!.mode, group: target!.group, content };
  });
  const deploy = installer({
    environment: topology.environment,
    host: host.name,
    installDirectory: host.installDirectory,
    localControlAgent: host.localControlAgent,
    files: files.map(({ content: _, ...file }) => file),
    work: platform.hostWork(side),
    ...change,
  });
  return { files, deploy };
}

/** Makes a machine of the bed look like the given system: its tools at their paths, its shell, the names of its interfaces. */
export async function furnish(machine: Machine, system: UnixSystem, shell: StandInShell): Promise<void> {
  // Dash runs the stand-ins, whatever the system's own shell is.
  await machine.shell(`cp /usr/bin/ping /usr/bin/ping.real; rm -f /usr/bin/ksh /usr/bin/ping; cp /usr/bin/${shell} /usr/bin/ksh
    mkdir -p /var/stand-in/names /usr/xpg4/bin; ln -s /usr/bin/grep /usr/bin/id /usr/xpg4/bin; groupadd system`);
  for (const [path, file] of Object.entries(STAND_INS[system.name])) {
    await machine.shell(`rm -f ${path}`);
    machine.write(path, readFileSync(join(__dirname, "stand-ins/unix", file), "utf8"));
  }
  for (const [index, name] of INTERFACES[system.name].entries())
    machine.write(`/var/stand-in/names/${name}`, `eth${index}\n`);
}

/** A bed whose host sip-a looks like the given system. The addresses on the voice network are of the given family. */
export async function openUnixBed(
  system: UnixSystem,
  shell: StandInShell,
  family: AddressFamily = "ipv4",
): Promise<NetworkBed> {
  const bed = await NetworkBed.open();
  if (family === "ipv6")
    for (const [name, lastByte] of [
      ["sip-a", 11],
      ["sip-b", 12],
      ["client", 50],
      ["router", 1],
    ] as const)
      await addIpv6(bed.machine(name), VOICE.ipv6.host(lastByte));
  await furnish(bed.machine("sip-a"), system, shell);
  return bed;
}

/** Linux stands in for the system's kernel. It is set to keep addresses while an interface is down and to look for no other holder: the stand-ins do that. */
async function addIpv6(machine: Machine, address: string): Promise<void> {
  await machine.shell(`for name in all default eth1; do
      echo 1 >/proc/sys/net/ipv6/conf/$name/keep_addr_on_down; echo 0 >/proc/sys/net/ipv6/conf/$name/accept_dad
    done
    ip address add ${address}/64 dev eth1 nodad`);
  await addressesAreSettled(machine);
}

/** Sets whether a machine answers ping. */
export async function answersToPing(machine: Machine, answers: boolean): Promise<void> {
  await machine.shell(`for file in ipv4/icmp_echo_ignore_all ipv6/icmp/echo_ignore_all; do
    echo ${answers ? 0 : 1} >/proc/sys/net/$file
  done`);
}
