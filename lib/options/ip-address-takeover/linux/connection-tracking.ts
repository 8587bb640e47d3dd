import type { AddressFamily } from "../../../model/address";
import { ShellText, sh } from "../../../scripts/shell-text";

/** The function `flush_connection_tracking`: entries made while the other host held the address would keep sending packets astray. */
export function connectionTrackingFunction(family: AddressFamily): ShellText {
  return sh`
# Deletes the tracked connections to the virtual IP. If there are none, that is no error.
flush_connection_tracking() {
  answer=$(bounded conntrack -D -f ${new ShellText(family)} --orig-dst "$VIRTUAL_IP" 2>&1 >/dev/null)
  case $?:$answer in
    0:* | *" 0 flow entries"*) ;;
    *) log "warning: tracked connections could not be deleted: $answer" ;;
  esac
}`;
}
