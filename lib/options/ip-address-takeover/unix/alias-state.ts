import type { AddressFamily } from "../../../model/address";
import { type ShellText, sh } from "../../../scripts/shell-text";

/** AIX: the function `read_state`, which asks ifconfig(8) for the addresses of a family. */
export function readAliases(family: AddressFamily): ShellText {
  const { about, initially, addresses } = OF_FAMILY[family];
  return sh`
# Asks the kernel once for all that matters:
#   STATE    where the virtual IP is: up, down, misplaced (then PLACE says where) or unknown
${about}
read_state() {
  ${initially}
  addresses=$(bounded /usr/sbin/ifconfig -a 2>/dev/null) || return
  STATE=down on='' before=''
  # One word at a time, without a here-document: the shell keeps that in a file in /tmp, which may be full.
  set -f
  for word in $addresses; do
    case $word in
      # en1: flags=1e080863,480<UP,BROADCAST,NOTRAILERS,RUNNING,SIMPLEX,MULTICAST,GROUPRT,64BIT>
      flags=*)
        on=\${before%:}
        flags=\${word#*\<}
        [ "$on" != "$INTERFACE" ] || FLAGS=,\${flags%\>*},
        ;;
    esac
    case $before in
      ${addresses}
    esac
    before=$word
  done
  set +f
}`;
}

/** What of the function depends on the family. */
interface FamilyState {
  /** The comment on the variables that follow STATE. */
  readonly about: ShellText;
  readonly initially: ShellText;
  /** The branches of the case for an address, by the word before it. */
  readonly addresses: ShellText;
}

const OF_FAMILY: Readonly<Record<AddressFamily, FamilyState>> = {
  ipv4: {
    about: sh`
#   ON_IT    whether it is on the interface, whatever its netmask
#   FLAGS    the interface's flags, empty if there is no such interface; OWN: whether the host's own address is on it`,
    initially: sh`STATE=unknown PLACE='' ON_IT=no FLAGS='' OWN=no address=''`,
    addresses: sh`
# inet 10.0.0.1 netmask 0xffffff00 broadcast 10.0.0.255
inet)
  address=$word
  case "$on $word" in
    "$INTERFACE $VIRTUAL_IP") ON_IT=yes ;;
    "$INTERFACE $HOST_ADDRESS") OWN=yes ;;
  esac
  ;;
netmask)
  case "$on $address $word" in
    "$INTERFACE $VIRTUAL_IP $PRINTED_NETMASK") [ "$STATE" = misplaced ] || STATE=up ;;
    "$INTERFACE $VIRTUAL_IP "*) STATE=misplaced PLACE="$address with the netmask $word on $on" ;;
    *" $VIRTUAL_IP "*) STATE=misplaced PLACE="$address on $on" ;;
  esac
  ;;`,
  },
  ipv6: {
    about: sh`
#   ENTRY    the virtual IP as it is on the interface, with whatever prefix length; empty if it is not there
#   FLAGS    the interface's flags, empty if there is no such interface; OWN: whether the host's own address is on it; LINK_LOCAL:
#            whether a link-local address is on it`,
    initially: sh`STATE=unknown PLACE='' ENTRY='' FLAGS='' OWN=no LINK_LOCAL=no`,
    addresses: sh`
# inet6 2001:db8::10/64
inet6)
  case "$on $word" in
    "$INTERFACE $VIRTUAL_IP"/*) ENTRY=$word ;;
    "$INTERFACE $HOST_ADDRESS"/*) OWN=yes ;;
    "$INTERFACE fe80:"*) LINK_LOCAL=yes ;;
  esac
  case "$on $word" in
    "$INTERFACE $VIRTUAL_IP/$PREFIX_LENGTH") [ "$STATE" = misplaced ] || STATE=up ;;
    *" $VIRTUAL_IP"/*) STATE=misplaced PLACE="$word on $on" ;;
  esac
  ;;`,
  },
};
