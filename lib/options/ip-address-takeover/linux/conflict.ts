import type { AddressFamily } from "../../../model/address";
import { blocks, type ShellText, sh } from "../../../scripts/shell-text";
import { type ConflictPolicy, conductOf } from "../model";

/**
 * The function `probe`, which asks the network who has the virtual IP. iputils' arping takes no fractions of a second, and its exit codes
 * mean different things with and without `-D`. So timeout(1) ends it, and the function reads what it prints.
 */
export function probeFunction(family: AddressFamily): ShellText {
  return blocks(HAS_LINK, family === "ipv6" ? PROBE_BY_SOLICITATION : PROBE_BY_ARP);
}

const HAS_LINK = sh`
# Whether the interface has a link at this moment. Without a link nobody hears a question, though arping and ndisc6 count it as sent.
has_link() {
  read_state
  case $LINK in
    '' | *NO-CARRIER*)
      answer='it has no link; is the cable in?'
      return 1
      ;;
  esac
}`;

const PROBE_BY_ARP = sh`
# Asks the network for 200 ms who has the virtual IP, with the given options of arping. HOLDER: the hardware address that answered, or empty.
# Fails if it cannot ask.
probe() {
  HOLDER=''
  has_link || return
  answer=$(timeout -k 1 -s INT 0.2 arping "$@" -I "$INTERFACE" "$VIRTUAL_IP" 2>&1)
  case $answer in
    # Nobody can answer a question that the kernel refused to send, as on a bond that still negotiates (iputils' issues 449 and 557).
    *'Sent 0 '*) return 1 ;;
    # The interface may have lost its link during the question.
    *'Received 0 '*) has_link ;;
    *' reply from '*\[*\]*) HOLDER=\${answer#*\[} HOLDER=\${HOLDER%%\]*} ;;
    *) return 1 ;;
  esac
}`;

const PROBE_BY_SOLICITATION = sh`
# Asks the network for 200 ms who has the virtual IP. HOLDER: the hardware address that answered, or empty. Fails if it cannot ask.
probe() {
  HOLDER=''
  has_link || return
  answer=$(timeout -k 1 2 ndisc6 -q -1 -r 1 -w 200 "$VIRTUAL_IP" "$INTERFACE" 2>&1)
  case $? in
    0) HOLDER=$answer ;;
    # The interface may have lost its link during the question.
    2) has_link ;;
    *) return 1 ;;
  esac
}`;

/** What `up` does before it takes the address, for the policies that ask first. */
export function waitFunction(policy: ConflictPolicy, family: AddressFamily): ShellText | undefined {
  const { asksFirst, takesFromHolder } = conductOf(policy);
  if (!asksFirst) return undefined;
  return sh`
# Waits while another host still answers for the virtual IP: the peer may be releasing it at this moment.
wait_for_release() {
  now
  since=$NOW
  until ${family === "ipv6" ? sh`probe` : sh`probe -D`} && [ -z "$HOLDER" ]; do
    now
    if [ $((NOW - since)) -ge "$PROBE_MILLISECONDS" ]; then
      ${takesFromHolder ? TAKE : REFUSE}
    fi
    sleep 0.1
  done
}`;
}

/** What `take-back` does instead, whatever the policy. */
export function takeBackFunction(family: AddressFamily): ShellText {
  return sh`
# Tries up to three times until the question could be asked: until then, the lack of an answer means nothing.
probe_at_last() {
  for pause in 0.1 0.2 0.4; do
    ${family === "ipv6" ? sh`probe` : sh`probe "$@"`} && return
    sleep "$pause"
  done
  return 1
}

# Takes the virtual IP back, which nobody has decided. So another host that is given it at this moment keeps it, even if both have it by then.
take_back() {
  # If two hosts take it back at the same moment, each lets go for the other. This pause makes the moments of their next attempts differ.
  sleep "0.$((($$ + STARTED / 10) % 10))"
  ${family === "ipv6" ? sh`probe_at_last` : sh`probe_at_last -D`} || finish 6 "the network cannot be asked through $INTERFACE: $answer"
  [ -z "$HOLDER" ] || leave_to "$HOLDER"
  add_address
}

# Asks once more when the virtual IP is up: another host may have been given it since, and then keeps it.
leave_to_others() {
  read_state
  ${family === "ipv6" ? sh`probe_at_last` : sh`probe_at_last -f -s "$HOST_ADDRESS"`} && [ -z "$HOLDER" ] && return
  [ -z "$HOLDER" ] || leave_to "$HOLDER"
  remove_address
  read_state
  [ "$STATE" = down ] || finish 9 "$VIRTUAL_IP is still on $INTERFACE, though the network cannot be asked who has it: $error"
  finish 6 "the network cannot be asked through $INTERFACE, so $VIRTUAL_IP was taken off again: $answer"
}

# Nobody has decided that this host takes it back: another host that is given it at this moment keeps it, and it does not count as lost here.
leave_to() {
  remove_address
  read_state
  [ "$STATE" = down ] || finish 9 "$1 has $VIRTUAL_IP by now, which may be on $INTERFACE as well: $error"
  note_role release
  finish 7 "$1 has $VIRTUAL_IP by now, so it stays there; the peer is $PEER_ADDRESS"
}`;
}

const REFUSE = sh`
[ -n "$HOLDER" ] || finish 6 "the network cannot be asked through $INTERFACE: $answer"
finish 7 "$HOLDER still answers for $VIRTUAL_IP after $PROBE_MILLISECONDS ms; the peer is $PEER_ADDRESS: release it first"`;

const TAKE = sh`
noticed="\${noticed:+$noticed; }taking $VIRTUAL_IP though \${HOLDER:-an unknown host} may hold it, after $PROBE_MILLISECONDS ms; the peer is $PEER_ADDRESS"
return`;
