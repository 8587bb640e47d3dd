import { type ShellText, sh } from "../../../scripts/shell-text";

/**
 * The function `read_state`: all that the kernel says about the interface and the virtual IP, by one command, as each one costs two
 * milliseconds of the outage.
 */
export function readStateFunction(): ShellText {
  return sh`
# Asks the kernel once for all that counts:
#   STATE    where the virtual IP is: up, down, misplaced (then PLACE says where) or unknown
#   ENTRIES  the virtual IP as it is on the interface; PRIMARY: whether it is a primary address there
#   LINK     the interface's flags, empty where there is no such interface; OWN: whether the host's own address is on it
read_state() {
  STATE=unknown PLACE='' ENTRIES='' PRIMARY=no LINK='' OWN=no
  addresses=$(bounded ip address show 2>/dev/null) || return
  STATE=down on=''
  while read -r first second rest; do
    case $first in
      # 3: eth1@if5: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
      *:)
        on=\${second%%[:@]*}
        [ "$on" != "$INTERFACE" ] || LINK=$rest
        ;;
      # inet 10.0.0.1/24 brd 10.0.0.255 scope global secondary eth1:sip
      inet)
        case "$on $second" in
          "$INTERFACE $VIRTUAL_IP/$PREFIX_LENGTH") [ "$STATE" = misplaced ] || STATE=up ;;
          *" $VIRTUAL_IP" | *" $VIRTUAL_IP/"*) STATE=misplaced PLACE="$second on $on" ;;
          "$INTERFACE $HOST_ADDRESS/"*) OWN=yes ;;
        esac
        case "$on $second" in
          "$INTERFACE $VIRTUAL_IP" | "$INTERFACE $VIRTUAL_IP/"*)
            ENTRIES="$ENTRIES $second"
            case $rest in
              *' secondary '*) ;;
              *) PRIMARY=yes ;;
            esac
            ;;
        esac
        ;;
    esac
  done <<END
$addresses
END
}`;
}

/** The function `check_host`, and those that put the address on the interface and take it off; all after `read_state`. */
export function addressFunctions(): ShellText {
  return sh`
# Without the host's own address the virtual IP would become the interface's primary address, so that must be there first.
check_host() {
  [ -n "$LINK" ] || finish 6 "there is no interface $INTERFACE on this host"
  case $LINK in
    *[,\<]UP[,\>]*) ;;
    *) finish 6 "the interface $INTERFACE is down: bring it up with: ip link set $INTERFACE up" ;;
  esac
  [ "$OWN" = yes ] || finish 6 "the host's own address $HOST_ADDRESS is not on $INTERFACE"
  case $LINK in
    *NO-CARRIER*) noticed="$INTERFACE has no carrier; is the cable in?" ;;
  esac
}

# The label makes the address a logical interface of its own for those who look with ifconfig.
add_address() {
  error=$(bounded ip address add "$VIRTUAL_IP/$PREFIX_LENGTH" \${BROADCAST:+broadcast "$BROADCAST"} \
    dev "$INTERFACE" label "$LABEL" 2>&1)
}

# Takes the virtual IP off the interface, whatever its prefix length, and nothing else.
remove_address() {
  error=''
  # Where somebody made it the primary address, the kernel would take the host's own address away with it.
  [ "$PRIMARY" = no ] || echo 1 >"/proc/sys/net/ipv4/conf/$INTERFACE/promote_secondaries"
  for entry in $ENTRIES; do
    error=$(bounded ip address delete "$entry" dev "$INTERFACE" 2>&1)
  done
}`;
}
