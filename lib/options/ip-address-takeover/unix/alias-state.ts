import type { AddressFamily } from "../../../model/address";
import { type ShellText, sh } from "../../../scripts/shell-text";

/** AIX: the function `read_state`, which asks ifconfig(8) for the addresses of a family. */
export function readAliases(family: AddressFamily): ShellText {
  const { about, initially, addresses } = OF_FAMILY[family];
  return sh`
# Asks the kernel once for all that counts:
#   STATE    where the virtual IP is: up, down, misplaced (then PLACE says where) or unknown
${about}
read_state() {
  ${initially}
  addresses=$(bounded /usr/sbin/ifconfig -a 2>/dev/null) || return
  STATE=down on='' listed=no
  while read -r first second third fourth others; do
    case $first in
      end-of-list) listed=yes ;;
      # en1: flags=1e080863,480<UP,BROADCAST,NOTRAILERS,RUNNING,SIMPLEX,MULTICAST,GROUPRT,64BIT>
      *:)
        on=\${first%:}
        flags=\${second#*\<}
        [ "$on" != "$INTERFACE" ] || FLAGS=,\${flags%\>*},
        ;;
      ${addresses}
    esac
  done <<END
$addresses
end-of-list
END
  # The shell keeps such a list in a file of /tmp; where that is full, nothing is known.
  [ "$listed" = yes ] || STATE=unknown
}`;
}

/** What of the function depends on the family. */
interface FamilyState {
  /** The comment on what STATE is followed by. */
  readonly about: ShellText;
  readonly initially: ShellText;
  /** The branch for a line with an address. */
  readonly addresses: ShellText;
}

const OF_FAMILY: Readonly<Record<AddressFamily, FamilyState>> = {
  ipv4: {
    about: sh`
#   ON_IT    whether it is on the interface, whatever its netmask
#   FLAGS    the interface's flags, empty where there is no such interface; OWN: whether the host's own address is on it`,
    initially: sh`STATE=unknown PLACE='' ON_IT=no FLAGS='' OWN=no`,
    addresses: sh`
# inet 10.0.0.1 netmask 0xffffff00 broadcast 10.0.0.255
inet)
  case "$on $second" in
    "$INTERFACE $VIRTUAL_IP") ON_IT=yes ;;
    "$INTERFACE $HOST_ADDRESS") OWN=yes ;;
  esac
  case "$on $second $fourth" in
    "$INTERFACE $VIRTUAL_IP $PRINTED_NETMASK") [ "$STATE" = misplaced ] || STATE=up ;;
    "$INTERFACE $VIRTUAL_IP "*) STATE=misplaced PLACE="$second with the netmask $fourth on $on" ;;
    *" $VIRTUAL_IP "*) STATE=misplaced PLACE="$second on $on" ;;
  esac
  ;;`,
  },
  ipv6: {
    about: sh`
#   ENTRY    the virtual IP as it is on the interface, with whatever prefix length; empty where it is not
#   FLAGS    the interface's flags, empty where there is no such interface; OWN: whether the host's own address is on it; LINK_LOCAL:
#            whether a link-local one is`,
    initially: sh`STATE=unknown PLACE='' ENTRY='' FLAGS='' OWN=no LINK_LOCAL=no`,
    addresses: sh`
# inet6 2001:db8::10/64
inet6)
  case "$on $second" in
    "$INTERFACE $VIRTUAL_IP"/*) ENTRY=$second ;;
    "$INTERFACE $HOST_ADDRESS"/*) OWN=yes ;;
    "$INTERFACE fe80:"*) LINK_LOCAL=yes ;;
  esac
  case "$on $second" in
    "$INTERFACE $VIRTUAL_IP/$PREFIX_LENGTH") [ "$STATE" = misplaced ] || STATE=up ;;
    *" $VIRTUAL_IP"/*) STATE=misplaced PLACE="$second on $on" ;;
  esac
  ;;`,
  },
};
