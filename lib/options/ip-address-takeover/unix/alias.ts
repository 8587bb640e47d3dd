import { type ShellText, sh } from "../../../scripts/shell-text";
import type { ConflictPolicy } from "../model";
import type { UnixSystem } from "./unix-system";

/**
 * AIX: the virtual IP is an alias address of the interface. The kernel does not look for another holder; the policies that ask first do so
 * with ping and the ARP table. It announces an alias when it is added, once.
 */
export const alias: UnixSystem = {
  name: "AIX",
  tools: { always: ["/usr/sbin/ifconfig"], up: ["/usr/sbin/arp", "/usr/sbin/ping"] },
  netmaskPrefix: "0x",
  functions: (policy, { hasGateway }) => [
    READ_STATE,
    CHECK_INTERFACE,
    ADDRESS,
    ...(policy === "take-at-once" ? [TAKE_AT_ONCE] : [PROBE, taking(policy)]),
    hasGateway ? ANNOUNCE : ANNOUNCE_WITHOUT_GATEWAY,
  ],
  furtherStates: undefined,
};

const READ_STATE = sh`
# Asks the kernel once for all that counts:
#   STATE    where the virtual IP is: up, down, misplaced (then PLACE says where) or unknown
#   ON_IT    whether it is on the interface, whatever its netmask
#   FLAGS    the interface's flags, empty where there is no such interface; OWN: whether the host's own address is on it
read_state() {
  STATE=unknown PLACE='' ON_IT=no FLAGS='' OWN=no
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
        ;;
    esac
  done <<END
$addresses
end-of-list
END
  # The shell keeps such a list in a file of /tmp; where that is full, nothing is known.
  [ "$listed" = yes ] || STATE=unknown
}`;

const CHECK_INTERFACE = sh`
check_interface() {
  case $FLAGS in
    *,RUNNING,*) ;;
    *) noticed="$INTERFACE is not running; is the cable in?" ;;
  esac
}`;

const ADDRESS = sh`
# Nothing here is written to the device database, as chdev would do: a reboot forgets it.
add_address() {
  error=$(bounded /usr/sbin/ifconfig "$INTERFACE" inet "$VIRTUAL_IP" netmask "$NETMASK" alias 2>&1)
}

# In this order of the words: in the other one AIX 7.1 leaves a route behind (IBM's APAR IV21533).
remove_address() {
  [ "$ON_IT" = yes ] || return
  error=$(bounded /usr/sbin/ifconfig "$INTERFACE" inet delete "$VIRTUAL_IP" 2>&1)
}

# Only adding an alias announces it, so this interrupts the address for a moment.
announce_again() {
  remove_address
  add_address
  announce
}`;

const TAKE_AT_ONCE = sh`
take_address() {
  add_address
}`;

const PROBE = sh`
# Asks the network for a second who has the virtual IP. HOLDER: the hardware address that answered, or what else is known of it, or empty.
# Fails where it cannot ask. An old entry of the ARP table would pass for an answer, and a host that ignores ping still answers to ARP.
probe() {
  HOLDER=''
  bounded /usr/sbin/arp -d "$VIRTUAL_IP" >/dev/null 2>&1
  answer=$(bounded /usr/sbin/ping -n -c 1 -w 1 "$VIRTUAL_IP" 2>&1)
  entries=$(bounded /usr/sbin/arp -an 2>/dev/null)
  case $answer in
    *' icmp_seq='*) HOLDER='another host' ;;
    *' packets received'*) ;;
    *) return 1 ;;
  esac
  while read -r host address at hardware others; do
    # ? (10.0.0.1) at 0:9:6b:1:2:3 [ethernet] stored in bucket 5
    case "$address $hardware" in
      "($VIRTUAL_IP) "*:*) HOLDER=$hardware ;;
    esac
  done <<END
$entries
END
}`;

/** What `up` does for the policies that ask first. */
function taking(policy: ConflictPolicy): ShellText {
  return sh`
# Waits while another host still answers for the virtual IP: the peer may be releasing it at this moment.
take_address() {
  waiting=0
  while :; do
    if probe && [ -z "$HOLDER" ]; then break; fi
    if [ "$waiting" -ge "$PROBE_SECONDS" ]; then
      ${policy === "refuse" ? REFUSE : TAKE}
    fi
    rest
    waiting=$((waiting + 1))
  done
  add_address
}`;
}

const REFUSE = sh`
[ -n "$HOLDER" ] || finish 6 "the network cannot be asked through $INTERFACE: $answer"
finish 7 "$HOLDER still answers for $VIRTUAL_IP after $((PROBE_SECONDS * 1000)) ms; the peer is $PEER_ADDRESS: release it first"`;

const TAKE = sh`
noticed="\${noticed:+$noticed; }taking $VIRTUAL_IP though \${HOLDER:-an unknown host} may hold it, after $((PROBE_SECONDS * 1000)) ms; the peer is $PEER_ADDRESS"
break`;

const ANNOUNCE_WITHOUT_GATEWAY = sh`
# The kernel has done it; there is no gateway to be asked whether it has listened.
announce() {
  :
}`;

const ANNOUNCE = sh`
# The kernel has announced the alias. Whether the gateway has listened shows in its answer to a question that is asked from the virtual IP:
# a round a second until it answers, in the background, without the lock and the caller's output.
announce() {
  (
    exec </dev/null >/dev/null 2>&1
    round=0
    while [ "$round" -lt "$ANNOUNCEMENTS" ]; do
      # A newer run silences this one.
      read -r token <"$TOKEN_FILE"
      [ "$token" = "$TOKEN" ] || exit
      round=$((round + 1))
      if gateway_answers "$VIRTUAL_IP"; then
        log "announced once; the gateway $GATEWAY answered in round $round"
        exit
      fi
      sleep 1
    done
    if gateway_answers "$HOST_ADDRESS"; then
      log "warning: the gateway $GATEWAY answers to $HOST_ADDRESS, and not to $VIRTUAL_IP: it may send to another host; see the command announce"
    else
      log "warning: announced once; the gateway $GATEWAY did not answer"
    fi
  ) &
}

gateway_answers() {
  case $(bounded /usr/sbin/ping -n -S "$1" -c 1 -w 1 "$GATEWAY" 2>/dev/null) in
    *' icmp_seq='*) return 0 ;;
  esac
  return 1
}`;
