import { type ShellText, sh } from "../../../scripts/shell-text";
import type { ConflictPolicy } from "../model";
import type { UnixSystem } from "./unix-system";

/**
 * Solaris: the virtual IP is a logical interface, `bge0:1`. The kernel itself looks for another holder before it uses the address, and
 * announces it afterwards, five times and then every five minutes; so no policy takes an address that somebody else still answers for.
 */
export const logicalInterface: UnixSystem = {
  name: "Solaris",
  tools: { always: ["/usr/sbin/ifconfig"], up: ["/usr/sbin/arp"] },
  netmaskPrefix: "",
  functions: (policy) => [READ_STATE, CHECK_INTERFACE, ADDRESS, taking(policy)],
  furtherStates: sh`
unverified) finish 9 "unverified: the kernel looks whether another host has $VIRTUAL_IP before it uses it on $LOGICAL" ;;
duplicate) finish 7 "duplicate: another host answers for $VIRTUAL_IP, which $HOST has on $LOGICAL and does not use" ;;`,
};

const READ_STATE = sh`
# Asks the kernel for all that counts:
#   STATE    where the virtual IP is: up, down, unverified (the kernel is asking who has it), duplicate (somebody else has it), misplaced
#            (then PLACE says where) or unknown
#   LOGICAL  the logical interface that it is on, where that is one of the interface, also one that is not up
#   FLAGS    the interface's flags, empty where there is no such interface; GROUP: its multipathing group; OWN: whether the host's own
#            address is on it
read_state() {
  STATE=unknown PLACE='' LOGICAL='' FLAGS='' GROUP='' OWN=no
  # Asked before the flags: the other way round, an address that is found to be a duplicate in between would pass for one that is up.
  look_whether_verified
  # Of IPv4 alone: an interface that has both kinds is listed once more for IPv6, with other flags.
  addresses=$(bounded /usr/sbin/ifconfig -a4 2>/dev/null) || return
  STATE=down on='' flags='' listed=no
  while read -r first second third fourth others; do
    case $first in
      end-of-list) listed=yes ;;
      # bge0:1: flags=1040843<UP,BROADCAST,RUNNING,MULTICAST,DEPRECATED,IPv4> mtu 1500 index 2
      *:)
        on=\${first%:}
        flags=\${second#*\<}
        flags=,\${flags%\>*},
        [ "$on" != "$INTERFACE" ] || FLAGS=$flags
        ;;
      groupname) [ "$on" != "$INTERFACE" ] || GROUP=$second ;;
      # inet 10.0.0.1 netmask ffffff00 broadcast 10.0.0.255
      inet)
        case $second in
          "$VIRTUAL_IP") found_on "$on" "$flags" "$fourth" ;;
          "$HOST_ADDRESS") [ "$on" != "$INTERFACE" ] || OWN=yes ;;
        esac
        ;;
    esac
  done <<END
$addresses
end-of-list
END
  # The shell keeps such a list in a file of /tmp; where that is full, nothing is known.
  [ "$listed" = yes ] || STATE=unknown
  if [ "$STATE" = up ] && [ "$VERIFIED" = no ]; then STATE=unverified; fi
}

found_on() {
  case $1 in
    "$INTERFACE":*) LOGICAL=$1 ;;
  esac
  if [ "$LOGICAL" != "$1" ]; then
    STATE=misplaced PLACE="$VIRTUAL_IP on $1"
  elif [ "$3" != "$PRINTED_NETMASK" ]; then
    STATE=misplaced PLACE="$VIRTUAL_IP with the netmask $3 on $1"
  elif [ "$STATE" = down ]; then
    case $2 in
      *,DUPLICATE,*) STATE=duplicate ;;
      *,UP,*) STATE=up ;;
    esac
  fi
}

# Until the kernel has asked the network, it neither answers for the address nor sends with it; arp(8) shows that by the flag d.
look_whether_verified() {
  VERIFIED=yes
  entries=$(bounded /usr/sbin/arp -an 2>/dev/null)
  while read -r device address mask flags others; do
    case "$address $flags" in
      # An entry without flags has its hardware address here.
      *:*) ;;
      "$VIRTUAL_IP "*d*) VERIFIED=no ;;
    esac
  done <<END
$entries
END
}`;

const CHECK_INTERFACE = sh`
# Addresses of an interface that is in a multipathing group move to the group's own interface when they come up, and never back.
check_interface() {
  case $FLAGS in
    *,IPMP,*) ;;
    *) [ -z "$GROUP" ] || finish 6 "$INTERFACE is in the multipathing group $GROUP: declare the group's own interface, or one outside of it" ;;
  esac
  case $FLAGS in
    *,RUNNING,*) ;;
    *) noticed="$INTERFACE is not running; is the cable in?" ;;
  esac
}`;

const ADDRESS = sh`
# The kernel numbers the logical interface. "deprecated" keeps the host's own address as the one that packets leave with.
add_address() {
  if [ -n "$LOGICAL" ]; then
    error=$(bounded /usr/sbin/ifconfig "$LOGICAL" up 2>&1)
  else
    error=$(bounded /usr/sbin/ifconfig "$INTERFACE" addif "$VIRTUAL_IP" netmask "$NETMASK" broadcast + deprecated up 2>&1)
  fi
}

# Never the interface itself, on which the host's own address is: removeif looks for the address, and the name that follows has a number.
remove_address() {
  [ -n "$LOGICAL" ] || return
  error=$(bounded /usr/sbin/ifconfig "$INTERFACE" removeif "$VIRTUAL_IP" 2>&1)
  read_state
  [ -n "$LOGICAL" ] || return
  error=$(bounded /usr/sbin/ifconfig "$LOGICAL" down unplumb 2>&1)
}

# The kernel has done it; a repetition would interrupt the address.
announce() {
  :
}

# The kernel announces an address when it comes up, so this interrupts it for the time that the kernel asks for other holders.
announce_again() {
  error=$(bounded /usr/sbin/ifconfig "$LOGICAL" down 2>&1)
  take_address
}`;

/** What `up` does until the kernel uses the address. */
function taking(policy: ConflictPolicy): ShellText {
  return sh`
# Puts the address on and waits until the kernel uses it; another host that has it may be releasing it at this moment.
take_address() {
  add_address
  waiting=0
  while :; do
    read_state
    case $STATE in
      duplicate) limit=$PROBE_SECONDS ;;
      unverified) limit=$((PROBE_SECONDS + 10)) ;;
      *) return ;;
    esac
    [ "$waiting" -lt "$limit" ] || break
    rest
    waiting=$((waiting + 1))
    # The kernel would ask again only after minutes; "up" has it ask now.
    [ "$STATE" != duplicate ] || bounded /usr/sbin/ifconfig "$LOGICAL" up >/dev/null 2>&1
  done
  [ "$STATE" = duplicate ] || finish 9 "after $((waiting * 1000)) ms the kernel still asks who has $VIRTUAL_IP: see arp -an"
  ${policy === "refuse" ? REFUSE : LEAVE}
}${policy === "refuse" ? sh`` : KEEP_TRYING}`;
}

const REFUSE = sh`
remove_address
read_state
finish 7 "another host still answers for $VIRTUAL_IP after $((PROBE_SECONDS * 1000)) ms; the peer is $PEER_ADDRESS: release it first"`;

const LEAVE = sh`
keep_trying
finish 7 "another host still answers for $VIRTUAL_IP after $((PROBE_SECONDS * 1000)) ms; the peer is $PEER_ADDRESS: $HOST takes it when that one lets go"`;

const KEEP_TRYING = sh`


# Asks again for a minute, in the background and without the lock; from then on the kernel goes on by itself, every few minutes.
keep_trying() {
  (
    exec </dev/null >/dev/null 2>&1
    tries=0
    while [ "$tries" -lt 60 ]; do
      sleep 1
      tries=$((tries + 1))
      # A newer run decides for itself.
      read -r token <"$TOKEN_FILE"
      [ "$token" = "$TOKEN" ] || exit
      read_state
      case $STATE in
        duplicate) bounded /usr/sbin/ifconfig "$LOGICAL" up ;;
        unverified) ;;
        up)
          log "the other host has let go: $VIRTUAL_IP is up on $INTERFACE of $HOST"
          exit
          ;;
        *) exit ;;
      esac
    done
  ) &
}`;
