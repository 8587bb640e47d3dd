import type { AddressFamily } from "../../../model/address";
import { type ShellText, sh } from "../../../scripts/shell-text";

/** Solaris: the function `read_state`, which asks ifconfig(8) for the addresses of a family, and the functions that it calls. */
export function readLogicalInterfaces(family: AddressFamily): ShellText {
  const { about, initially, list, example, address, expected, found, verification } = OF_FAMILY[family];
  return sh`
# Asks the kernel for all that matters:
#   STATE    where the virtual IP is: up, down, unverified (the kernel is asking who has it), duplicate (somebody else has it), misplaced
#            (then PLACE says where) or unknown
#   LOGICAL  the logical interface that it is on, if that belongs to the interface, even if it is not up
${about}
read_state() {
  ${initially}
  # Asked before the flags: otherwise an address that is found to be a duplicate in between would pass for an address that is up.
  asked=$(detection)
  ${list}
  STATE=down on='' flags='' before=''
  # One word at a time, without a here-document: the shell keeps that in a file in /tmp, which may be full.
  set -f
  for word in $addresses; do
    case $word in
      ${example}
      flags=*)
        on=\${before%:}
        flags=\${word#*\<}
        flags=,\${flags%\>*},
        [ "$on" != "$INTERFACE" ] || FLAGS=$flags
        ;;
    esac
    case $before in
      groupname) [ "$on" != "$INTERFACE" ] || GROUP=$word ;;
      ${address}
    esac
    before=$word
  done
  set +f
  if [ "$STATE" = up ] && [ -n "$asked" ]; then STATE=unverified; fi
}

found_on() {
  case $1 in
    "$INTERFACE":*) LOGICAL=$1 ;;
  esac
  if [ "$LOGICAL" != "$1" ]; then
    STATE=misplaced PLACE="$VIRTUAL_IP on $1"
  elif [ "$3" != ${expected} ]; then
    STATE=misplaced PLACE=${found}
  elif [ "$STATE" = down ]; then
    case $2 in
      *,DUPLICATE,*) STATE=duplicate ;;
      *,UP,*) STATE=up ;;
    esac
  fi
}

${verification}`;
}

/** The parts of the functions that depend on the family. */
interface FamilyState {
  /** The comment on FLAGS and what follows it. */
  readonly about: ShellText;
  readonly initially: ShellText;
  /** Sets `addresses`. */
  readonly list: ShellText;
  /** What the first line of an interface looks like. */
  readonly example: ShellText;
  /** The branches of the case for an address, by the word before it. They call `found_on` with the interface, its flags, and the netmask or prefix length. */
  readonly address: ShellText;
  /** The netmask or prefix length of the network. */
  readonly expected: ShellText;
  /** The virtual IP with another netmask or prefix length. */
  readonly found: ShellText;
  /** The function `detection`. */
  readonly verification: ShellText;
}

const OF_FAMILY: Readonly<Record<AddressFamily, FamilyState>> = {
  ipv4: {
    about: sh`
#   FLAGS    the interface's flags, empty if there is no such interface; GROUP: its multipathing group; OWN: whether the host's own
#            address is on it`,
    initially: sh`STATE=unknown PLACE='' LOGICAL='' FLAGS='' GROUP='' OWN=no address=''`,
    list: sh`
# IPv4 alone: an interface that has both kinds is listed once more for IPv6, with other flags.
addresses=$(bounded /usr/sbin/ifconfig -a4 2>/dev/null) || return`,
    example: sh`
# bge0:1: flags=1040843<UP,BROADCAST,RUNNING,MULTICAST,DEPRECATED,IPv4> mtu 1500 index 2`,
    address: sh`
# inet 10.0.0.1 netmask ffffff00 broadcast 10.0.0.255
inet)
  address=$word
  case "$on $word" in
    "$INTERFACE $HOST_ADDRESS") OWN=yes ;;
  esac
  ;;
netmask) [ "$address" != "$VIRTUAL_IP" ] || found_on "$on" "$flags" "$word" ;;`,
    expected: sh`"$PRINTED_NETMASK"`,
    found: sh`"$VIRTUAL_IP with the netmask $3 on $1"`,
    verification: sh`
# Until the kernel has asked the network, it neither answers for the address nor sends with it. arp(8) shows that by the flag d.
detection() {
  bounded /usr/sbin/arp -an 2>/dev/null | while read -r device address mask flags others; do
    case "$address $flags" in
      # An entry without flags has its hardware address here.
      *:*) ;;
      "$VIRTUAL_IP "*d*) echo "is asking" ;;
    esac
  done
}`,
  },
  ipv6: {
    about: sh`
#   FLAGS    the flags that the interface has for IPv6, empty if it has no IPv6; GROUP: its multipathing group; OWN: whether the host's
#            own address is on it or on a logical interface of it; LINK_LOCAL: whether its link-local address is there`,
    initially: sh`STATE=unknown PLACE='' LOGICAL='' FLAGS='' GROUP='' OWN=no LINK_LOCAL=no`,
    list: sh`
# IPv6 alone: an interface that has both kinds is listed once for IPv4 as well, with other flags.
addresses=$(bounded /usr/sbin/ifconfig -a6 2>/dev/null) || return`,
    example: sh`
# bge0:2: flags=2040841<UP,RUNNING,MULTICAST,DEPRECATED,IPv6> mtu 1500 index 2`,
    address: sh`
# inet6 2001:db8::10/64
inet6)
  case $word in
    "$VIRTUAL_IP"/*) found_on "$on" "$flags" "\${word#*/}" ;;
  esac
  case "$on $word" in
    "$INTERFACE $HOST_ADDRESS"/* | "$INTERFACE":*" $HOST_ADDRESS"/*) OWN=yes ;;
    "$INTERFACE fe80:"*) LINK_LOCAL=yes ;;
  esac
  ;;`,
    expected: sh`"$PREFIX_LENGTH"`,
    found: sh`"$VIRTUAL_IP/$3 on $1"`,
    verification: sh`
# Until the kernel has asked the network, it neither answers for the address nor sends with it. netstat(8) shows that by the state PROBE.
detection() {
  bounded /usr/bin/netstat -pn -f inet6 2>/dev/null | while read -r entry; do
    # bge0  00:14:4f:20:00:01  local   PROBE        2001:db8::10
    case $entry in
      *' PROBE '*" $VIRTUAL_IP") echo "is asking" ;;
    esac
  done
}`,
  },
};
