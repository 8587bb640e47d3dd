import type { AddressFamily } from "../../model/address";
import { blocks, ShellText, sh } from "../shell-text";
import type { UnixSystemName } from "./prologue";

/** The tools that the functions below call for addresses of these families, by absolute path. */
export function questionTools(system: UnixSystemName, families: readonly AddressFamily[]): string[] {
  return [...families.map((family) => NEIGHBOURS[system][family].tool), "/usr/sbin/ping"];
}

/** The functions `ping_answers` and `hardware_address`: who is on the network. The families are those of the addresses that the scripts ask for. */
export function questionFunctions(system: UnixSystemName, families: readonly AddressFamily[]): ShellText {
  return blocks(
    sh`
# Whether a host answers to ping within a second.
ping_answers() {
  case $(${PING[system]} 2>/dev/null) in
    ${ALIVE[system]}) return 0 ;;
  esac
  return 1
}`,
    hardwareAddress(system, families),
  );
}

/** The function `can_ask`, to stand after those functions: whether the tools by which they ask work. */
export function askingFunction(system: UnixSystemName, family: AddressFamily): ShellText {
  const { tool, list } = NEIGHBOURS[system][family];
  return sh`
# Whether this host can ask: it answers to its own ping, and its table of neighbours can be read. Otherwise "unasked" names what does not work.
can_ask() {
  unasked=/usr/sbin/ping
  ping_answers 127.0.0.1 || return
  unasked=${new ShellText(tool)}
  # The codes of a program that is missing, cannot be started, or hangs.
  bounded ${list} >/dev/null 2>&1
  [ $? -lt 126 ]
}`;
}

function hardwareAddress(system: UnixSystemName, families: readonly AddressFamily[]): ShellText {
  const { ipv4, ipv6 } = NEIGHBOURS[system];
  if (families.length > 1)
    return sh`
# Prints the hardware address that answers for an address.
hardware_address() {
  case $1 in
    *:*) ipv6_hardware_address "$1" ;;
    *) ipv4_hardware_address "$1" ;;
  esac
}

${ipv4.about}
ipv4_hardware_address() {
  ${ipv4.search}
}

${ipv6.about}
ipv6_hardware_address() {
  ${ipv6.search}
}`;
  const { about, search } = NEIGHBOURS[system][families[0]!];
  return sh`
${about}
hardware_address() {
  ${search}
}`;
}

const PING = {
  Solaris: sh`bounded /usr/sbin/ping "$1" 1`,
  AIX: sh`bounded /usr/sbin/ping -n -c 1 -w 1 "$1"`,
} as const;

const ALIVE = { Solaris: sh`*' is alive'*`, AIX: sh`*' icmp_seq='*` } as const;

/** A system's table of the neighbours of a family. */
interface Neighbours {
  /** The program that shows the table. */
  readonly tool: string;
  /** The command that shows the table. */
  readonly list: ShellText;
  /** What `search` does, as a comment. */
  readonly about: ShellText;
  /** Looks for the address `$1` on the network, and prints its hardware address. */
  readonly search: ShellText;
}

const NEIGHBOURS: Readonly<Record<UnixSystemName, Readonly<Record<AddressFamily, Neighbours>>>> = {
  Solaris: {
    ipv4: {
      tool: "/usr/sbin/arp",
      list: sh`/usr/sbin/arp -an`,
      about: sh`
# Prints the hardware address that answers for an address, even if the host ignores ping. An old entry of the ARP table would pass for an answer.`,
      search: sh`
bounded /usr/sbin/arp -d "$1" >/dev/null 2>&1
${PING.Solaris} >/dev/null 2>&1
bounded /usr/sbin/arp -an 2>/dev/null | while read -r first second third fourth fifth others; do
  # e1000g1 10.0.0.1 255.255.255.255 SPLA 0:9:6b:1:2:3, with flags or without.
  case $fifth in
    *:*) fourth=$fifth ;;
  esac
  case "$second $fourth" in
    "$1 "*:*) printf '%s' "$fourth" ;;
  esac
done`,
    },
    ipv6: {
      tool: "/usr/bin/netstat",
      list: sh`/usr/bin/netstat -pn -f inet6`,
      about: sh`
# Prints the hardware address that answers for an address. No command removes an entry from the table of neighbours, so an entry counts
# if the host answers to ping, and otherwise while it is fresh: for three quarters of a minute, unless a router has set another time.`,
      search: sh`
states=' REACHABLE '
if ping_answers "$1"; then states=' REACHABLE STALE DELAY PROBE '; fi
bounded /usr/bin/netstat -pn -f inet6 2>/dev/null | while read -r device hardware type state address others; do
  # e1000g1 00:09:6b:01:02:03 dynamic REACHABLE 2001:db8::10
  case $states in
    *" $state "*)
      if [ "$address" = "$1" ] && [ "$type" != local ]; then printf '%s' "$hardware"; fi
      ;;
  esac
done`,
    },
  },
  AIX: {
    ipv4: {
      tool: "/usr/sbin/arp",
      list: sh`/usr/sbin/arp -an`,
      about: sh`
# Prints the hardware address that answers for an address, even if the host ignores ping. An old entry of the ARP table would pass for an answer.`,
      search: sh`
bounded /usr/sbin/arp -d "$1" >/dev/null 2>&1
${PING.AIX} >/dev/null 2>&1
bounded /usr/sbin/arp -an 2>/dev/null | while read -r first second third fourth fifth others; do
  # ? (10.0.0.1) at 0:9:6b:1:2:3 [ethernet] stored in bucket 5
  case "$second $fourth" in
    "($1) "*:*) printf '%s' "$fourth" ;;
  esac
done`,
    },
    ipv6: {
      tool: "/usr/sbin/ndp",
      list: sh`/usr/sbin/ndp -n -a`,
      about: sh`
# Prints the hardware address that answers for an address, even if the host ignores ping. An old entry of the NDP table would pass for an answer.`,
      search: sh`
bounded /usr/sbin/ndp -d "$1" >/dev/null 2>&1
${PING.AIX} >/dev/null 2>&1
bounded /usr/sbin/ndp -n -a 2>/dev/null | while read -r first second third fourth fifth others; do
  # ? (2001:db8::10) at link#2 0:9:6b:1:2:3
  case "$second $fifth" in
    "($1) "*:*) printf '%s' "$fifth" ;;
  esac
done`,
    },
  },
};
