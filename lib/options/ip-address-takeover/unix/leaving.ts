import { sh } from "../../../scripts/shell-text";

/** The function `leave_to`, with which `take-back` ends if another host has the virtual IP. */
export const LEAVE_TO = sh`
# Nobody has decided that this host takes it back: another host that is given it at this moment keeps it, and it does not count as lost here.
leave_to() {
  remove_address
  read_state
  [ "$STATE" = down ] || finish 9 "$1 has $VIRTUAL_IP by now, which is still on $INTERFACE: $error"
  note_role release
  finish 7 "$1 has $VIRTUAL_IP by now, so it stays there; the peer is $PEER_ADDRESS"
}`;
