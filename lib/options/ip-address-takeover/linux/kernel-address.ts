import { familyOf } from "../../../model/address";
import { blocks, ShellText, sh } from "../../../scripts/shell-text";
import { conductOf, type IpAddressTakeover } from "../model";

/**
 * The function `read_state`. One command reads all that the kernel says about the interface and the virtual IP, because each command adds two
 * milliseconds to the outage.
 */
export function readStateFunction(takeover: IpAddressTakeover): ShellText {
  const family = familyOf(takeover.virtualIp);
  const word = family === "ipv6" ? "inet6" : "inet";
  const waits = conductOf(takeover.conflictPolicy).asksFirst;
  const entry = sh`
"$INTERFACE $VIRTUAL_IP" | "$INTERFACE $VIRTUAL_IP/"*)
  # ${new ShellText(word)} ${family === "ipv6" ? sh`2001:db8::10` : sh`10.0.0.1`} peer <address>/<prefix length> scope global
  peer=\${rest#"$address peer "}
  [ "$peer" != "$rest" ] || peer=''
  ENTRIES="$ENTRIES $address@\${peer%% *}"
  ${family === "ipv4" ? READ_PRIMARY : waits ? READ_DETECTION : READ_DUPLICATE}
  ;;`;
  return sh`
# Asks the kernel once for all that matters:
${family === "ipv4" ? ABOUT_STATE : ABOUT_IPV6_STATE}
${family === "ipv4" ? ABOUT_PRIMARY : waits ? ABOUT_DETECTION : ABOUT_DUPLICATE}
#   LINK     the interface's flags, empty if there is no such interface; OWN: whether the host's own address is on it
read_state() {
  STATE=unknown PLACE='' ENTRIES='' LINK='' OWN=no
  ${family === "ipv4" ? sh`PRIMARY=no` : waits ? sh`DETECTION=over` : undefined}
  addresses=$(bounded ip address show 2>/dev/null) || return
  STATE=down on=''
  # One line at a time, without a here-document: some shells keep that in a file in /tmp, which may be full.
  IFS='
'
  for line in $addresses; do
    case $line in
      # 3: eth1@if5: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
      [0-9]*)
        on=\${line#*: } on=\${on%%[:@]*}
        [ "$on" != "$INTERFACE" ] || LINK=\${line#*: *: }
        ;;
      ${family === "ipv6" ? sh`# inet6 2001:db8::10/64 scope global nodad deprecated` : sh`# inet 10.0.0.1/24 brd 10.0.0.255 scope global secondary eth1:sip`}
      ${`    ${word} `}*)
        rest=\${line#*${new ShellText(word)} }
        address=\${rest%% *}
        case "$on $address" in
          "$INTERFACE $VIRTUAL_IP/$PREFIX_LENGTH") [ "$STATE" = misplaced ] || STATE=up ;;
          *" $VIRTUAL_IP" | *" $VIRTUAL_IP/"*) STATE=misplaced PLACE="$address on $on" ;;
          "$INTERFACE $HOST_ADDRESS/"*) OWN=yes ;;
        esac
        case "$on $address" in
          ${entry}
        esac
        ;;
    esac
  done
  unset IFS
}`;
}

const ABOUT_STATE = sh`
#   STATE    where the virtual IP is: up, down, misplaced (then PLACE says where) or unknown`;

const ABOUT_IPV6_STATE = sh`
#   STATE    where the virtual IP is: up, down, misplaced (then PLACE says where), duplicate (here, but unusable) or unknown`;

const ABOUT_PRIMARY = sh`
#   ENTRIES  the entries of the virtual IP on the interface, each with @ and its peer, if any; PRIMARY: whether it is a primary address there`;

const ABOUT_DETECTION = sh`
#   ENTRIES  the entries of the virtual IP on the interface, each with @ and its peer, if any; DETECTION: what the kernel's duplicate address
#            detection says of it`;

const ABOUT_DUPLICATE = sh`
#   ENTRIES  the entries of the virtual IP on the interface, each with @ and its peer, if any`;

const READ_DUPLICATE = sh`
case " $rest " in
  *' dadfailed '*) STATE=duplicate ;;
esac`;

const READ_PRIMARY = sh`
case $rest in
  *' secondary '*) ;;
  *) PRIMARY=yes ;;
esac`;

const READ_DETECTION = sh`
case " $rest " in
  *' dadfailed '*) DETECTION=failed STATE=duplicate ;;
  *' tentative '*) DETECTION=running ;;
esac`;

/** The function `check_host`, and the functions that put the address on the interface and take it off. All run after `read_state`. */
export function addressFunctions(takeover: IpAddressTakeover): ShellText {
  const family = familyOf(takeover.virtualIp);
  return blocks(
    CHECK_HOST,
    family === "ipv6" ? addIpv6(takeover) : ADD_IPV4,
    family === "ipv6" ? REMOVE_IPV6 : REMOVE_IPV4,
  );
}

const CHECK_HOST = sh`
# The host's own address must be there first: without it the virtual IP would become the interface's primary address.
check_host() {
  [ -n "$LINK" ] || finish 6 "there is no interface $INTERFACE on this host"
  case $LINK in
    *[,\<]UP[,\>]*) ;;
    *) finish 6 "the interface $INTERFACE is down: bring it up with: ip link set $INTERFACE up" ;;
  esac
  [ "$OWN" = yes ] || finish 6 "the host's own address $HOST_ADDRESS is not on $INTERFACE"
  case $LINK in
    *NO-CARRIER*) noticed="\${noticed:+$noticed; }$INTERFACE has no carrier; is the cable in?" ;;
  esac
}`;

const ADD_IPV4 = sh`
# The label makes ifconfig show the address as a logical interface of its own.
add_address() {
  error=$(bounded ip address add "$VIRTUAL_IP/$PREFIX_LENGTH" \${BROADCAST:+broadcast "$BROADCAST"} \
    dev "$INTERFACE" label "$LABEL" 2>&1)
}`;

const REMOVE_ENTRIES = sh`
for entry in $ENTRIES; do
  peer=\${entry#*@}
  # An error with one entry is kept even if the next entry can be removed.
  error=$error$(bounded ip address delete "\${entry%@*}" \${peer:+peer "$peer"} dev "$INTERFACE" 2>&1)
done`;

const REMOVE_IPV4 = sh`
# Makes the kernel keep the other addresses of the interface when it removes a primary one.
promote_secondaries() {
  PROMOTE="/proc/sys/net/ipv4/conf/$INTERFACE/promote_secondaries"
  { echo 1 >"$PROMOTE"; } 2>/dev/null || [ "$(cat "$PROMOTE" 2>/dev/null)" = 1 ]
}

# Takes the virtual IP off the interface, whatever its prefix length, and nothing else.
remove_address() {
  error=''
  # If it is the primary address, the kernel would also remove all that came after it: others' addresses, and the host's own.
  if [ "$PRIMARY" = yes ] && ! promote_secondaries && [ "$OWN" = yes ]; then
    error="the kernel would take $HOST_ADDRESS away with it, as $PROMOTE cannot be set to 1"
    return
  fi
  ${REMOVE_ENTRIES}
}`;

const REMOVE_IPV6 = sh`
# Takes the virtual IP off the interface, whatever its prefix length, and nothing else.
remove_address() {
  error=''
  ${REMOVE_ENTRIES}
}`;

/** An address that is taken at once skips the kernel's duplicate address detection; the other policies wait for the detection. */
function addIpv6({ conflictPolicy }: IpAddressTakeover): ShellText {
  const { asksFirst, takesFromHolder } = conductOf(conflictPolicy);
  if (!asksFirst)
    return sh`
# At once: without duplicate address detection, which takes a second or two and would leave the address unusable while the peer has it.
${DEPRECATED}
add_address() {
  ${PUT_AT_ONCE}
}`;
  return sh`
# Adds it and waits until the kernel has asked the network for a duplicate, which takes a second or two; the address is unusable until then.
${DEPRECATED}
add_address() {
  error=$(bounded ip address add "$VIRTUAL_IP/$PREFIX_LENGTH" dev "$INTERFACE" preferred_lft 0 2>&1) || return
  looks=0
  read_state
  while [ "$DETECTION" = running ] && [ "$looks" -lt 50 ]; do
    looks=$((looks + 1))
    sleep 0.1
    read_state
  done
  [ "$DETECTION" != running ] || noticed="\${noticed:+$noticed; }the kernel still asks whether somebody else has $VIRTUAL_IP"
  [ "$DETECTION" = failed ] || return 0
  # A take-back takes it from nobody, whatever the policy.
  [ "$COMMAND" != take-back ] || leave_to 'another host'
  remove_address
  ${takesFromHolder ? TAKE_DUPLICATE : REFUSE_DUPLICATE}
}`;
}

const DEPRECATED = sh`
# Deprecated from the start: no packet leaves with it unless its sender asks for that, so the host uses its own address for the rest.`;

const PUT_AT_ONCE = sh`
error=$(bounded ip address add "$VIRTUAL_IP/$PREFIX_LENGTH" dev "$INTERFACE" nodad preferred_lft 0 2>&1)`;

const REFUSE_DUPLICATE = sh`
finish 7 "another host has $VIRTUAL_IP, the kernel says; the peer is $PEER_ADDRESS: release it first"`;

const TAKE_DUPLICATE = sh`
noticed="\${noticed:+$noticed; }taking $VIRTUAL_IP though another host has it, the kernel says; the peer is $PEER_ADDRESS"
${PUT_AT_ONCE}`;
