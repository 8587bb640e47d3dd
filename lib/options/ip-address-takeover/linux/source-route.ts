import { type ShellText, sh } from "../../../scripts/shell-text";

/**
 * The function `prefer_virtual_ip`: packets of this host leave with the virtual IP while it is here. Two routes, each for half of the
 * network, win over the connected route, which stays as it is. The kernel drops them together with the address.
 */
export function sourceRouteFunction(): ShellText {
  return sh`
# Lets packets leave with the virtual IP. Each pair of routes halves an existing one and so wins over it; the kernel drops them
# together with the address, so nothing has to be restored.
prefer_virtual_ip() {
  for half in $HALVES; do
    route_from_virtual_ip "$half" dev "$INTERFACE" scope link
  done
  # Of several default routes, the kernel lists first the one that it uses. A route through another interface stays.
  route=$(bounded ip -4 route show default 2>/dev/null)
  gateway=\${route#default via } gateway=\${gateway%% *}
  case $route in
    "default via $gateway dev $INTERFACE "*) ;;
    *) return ;;
  esac
  for half in 0.0.0.0/1 128.0.0.0/1; do
    route_from_virtual_ip "$half" via "$gateway" dev "$INTERFACE"
  done
}

# A systemd-networkd that is configured to keep the virtual IP keeps routes of this protocol, but no others that it has not set.
route_from_virtual_ip() {
  error=$(bounded ip -4 route replace "$@" src "$VIRTUAL_IP" proto static 2>&1) || finish 9 "the route to $1 cannot be set: $error"
}

leaves_with_virtual_ip() {
  case $(bounded ip -4 -o route get "$PEER_ADDRESS" 2>/dev/null) in
    *" src $VIRTUAL_IP "*) ;;
    *) return 1 ;;
  esac
}`;
}
