import { type ShellText, sh } from "../shell-text";
import type { UnixSystemName } from "./prologue";

/** The tools that the functions below call, by absolute path. */
export const QUESTION_TOOLS = ["/usr/sbin/arp", "/usr/sbin/ping"] as const;

/** The functions `ping_answers` and `hardware_address`: who is there on the network. */
export function questionFunctions(system: UnixSystemName): ShellText {
  return sh`
# Whether a host answers to ping within a second.
ping_answers() {
  case $(${PING[system]} 2>/dev/null) in
    ${ALIVE[system]}) return 0 ;;
  esac
  return 1
}

# The hardware address that answers for an address, also where it ignores ping. An old entry of the ARP table would pass for an answer.
hardware_address() {
  bounded /usr/sbin/arp -d "$1" >/dev/null 2>&1
  ${PING[system]} >/dev/null 2>&1
  bounded /usr/sbin/arp -an 2>/dev/null | while read -r first second third fourth fifth others; do
    ${ENTRY[system]}
  done
}`;
}

const PING = {
  Solaris: sh`bounded /usr/sbin/ping "$1" 1`,
  AIX: sh`bounded /usr/sbin/ping -n -c 1 -w 1 "$1"`,
} as const;

const ALIVE = { Solaris: sh`*' is alive'*`, AIX: sh`*' icmp_seq='*` } as const;

const ENTRY = {
  Solaris: sh`
# e1000g1 10.0.0.1 255.255.255.255 SPLA 0:9:6b:1:2:3, with flags or without.
case $fifth in
  *:*) fourth=$fifth ;;
esac
case "$second $fourth" in
  "$1 "*:*) printf '%s' "$fourth" ;;
esac`,
  AIX: sh`
# ? (10.0.0.1) at 0:9:6b:1:2:3 [ethernet] stored in bucket 5
case "$second $fourth" in
  "($1) "*:*) printf '%s' "$fourth" ;;
esac`,
} as const;
