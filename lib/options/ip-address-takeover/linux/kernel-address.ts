import { type ShellText, sh } from "../../../scripts/shell-text";

/** The function `read_state`: where the kernel has the virtual IP. */
export function readStateFunction(): ShellText {
  return sh`
# Asks the kernel where the virtual IP is. STATE: up, down, misplaced (then PLACE says where) or unknown.
read_state() {
  STATE=unknown PLACE=''
  addresses=$(bounded ip -o -4 address show to "$VIRTUAL_IP/32" 2>/dev/null) || return
  STATE=down
  while read -r _ interface _ address _; do
    case "$interface $address" in
      ' ') ;;
      "$INTERFACE $VIRTUAL_IP/$PREFIX_LENGTH") [ "$STATE" = misplaced ] || STATE=up ;;
      *) STATE=misplaced PLACE="$address on $interface" ;;
    esac
  done <<END
$addresses
END
}`;
}

/** The function `check_host`, and those that put the address on the interface and take it off. */
export function addressFunctions(): ShellText {
  return sh`
has_host_address() {
  [ -n "$(bounded ip -o -4 address show dev "$INTERFACE" to "$HOST_ADDRESS/32" 2>/dev/null)" ]
}

# Without the host's own address the virtual IP would become the interface's primary address, so that must be there first.
check_host() {
  link=$(bounded ip -o link show dev "$INTERFACE" 2>/dev/null) || finish 6 "there is no interface $INTERFACE on this host"
  case $link in
    *[,\<]UP[,\>]*) ;;
    *) finish 6 "the interface $INTERFACE is down: bring it up with: ip link set $INTERFACE up" ;;
  esac
  has_host_address || finish 6 "the host's own address $HOST_ADDRESS is not on $INTERFACE"
  case $link in
    *NO-CARRIER*) log "warning: $INTERFACE has no carrier; is the cable in?" ;;
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
  entries=$(bounded ip -o -4 address show dev "$INTERFACE" to "$VIRTUAL_IP/32" 2>/dev/null)
  while read -r _ _ _ address flags; do
    [ -n "$address" ] || continue
    # Where somebody made it the primary address, the kernel would take the host's own address away with it.
    case $flags in
      *secondary*) ;;
      *) echo 1 >"/proc/sys/net/ipv4/conf/$INTERFACE/promote_secondaries" ;;
    esac
    error=$(bounded ip address delete "$address" dev "$INTERFACE" 2>&1)
  done <<END
$entries
END
}`;
}
