import type { AddressFamily } from "../../../model/address";
import { type ShellText, sh } from "../../../scripts/shell-text";
import { type ConflictPolicy, conductOf } from "../model";
import { announceFunctions } from "./alias-announcement";
import { readAliases } from "./alias-state";
import { LEAVE_TO } from "./leaving";
import type { UnixSystem } from "./unix-system";

/** An interface is listed once, for both families. */
const INTERFACE_WORDS = {
  absent: sh`there is no interface $INTERFACE on this host`,
  bringUp: sh`ifconfig $INTERFACE up`,
};

/**
 * AIX: the virtual IP is an alias address of the interface. The kernel does not look for another holder; the policies that ask first do so
 * with ping and the table of neighbours. The kernel announces an IPv4 alias once, when it is added; whether it announces an IPv6 alias is not known.
 */
export const alias: UnixSystem = {
  name: "AIX",
  families: {
    ipv4: { tools: { always: ["/usr/sbin/ifconfig"], up: ["/usr/sbin/arp", "/usr/sbin/ping"] }, ...INTERFACE_WORDS },
    ipv6: { tools: { always: ["/usr/sbin/ifconfig"], up: ["/usr/sbin/ndp", "/usr/sbin/ping"] }, ...INTERFACE_WORDS },
  },
  netmaskPrefix: "0x",
  functions: ({ policy, family, hasGateway }) => [
    readAliases(family),
    checkInterface(family),
    family === "ipv6" ? ipv6Functions(policy) : IPV4_FUNCTIONS,
    probe(family),
    LEAVE_TO,
    ...(conductOf(policy).asksFirst ? [waiting(policy)] : []),
    taking(policy),
    announceFunctions(family, hasGateway),
  ],
  furtherStates: undefined,
};

function checkInterface(family: AddressFamily): ShellText {
  return sh`
check_interface() {
  ${family === "ipv6" ? CHECK_LINK_LOCAL : undefined}
  case $FLAGS in
    *,RUNNING,*) ;;
    *) noticed="\${noticed:+$noticed; }$INTERFACE is not running; is the cable in?" ;;
  esac
}`;
}

const CHECK_LINK_LOCAL = sh`
[ "$LINK_LOCAL" = yes ] || finish 6 "$INTERFACE has no link-local address, without which it finds no neighbour: autoconf6 -i $INTERFACE"`;

const IPV4_FUNCTIONS = sh`
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

/** For each command two orders of the words are in use: if the first order has not worked, the script tries the second. */
function ipv6Functions(policy: ConflictPolicy): ShellText {
  return sh`
# Nothing here is written to the device database, as chdev would do: a reboot forgets it. If the system itself finds that the peer still
# has the address, the script tries again while the peer may be releasing it.
add_address() {
  waiting=0
  while :; do
    ${conductOf(policy).takesFromHolder ? ADD_WITHOUT_DETECTION : ADD}
    if [ "$STATE" != down ] || [ "$waiting" -ge "$PROBE_SECONDS" ]; then return; fi
    rest
    waiting=$((waiting + 1))
  done
}

# In this order of the words first: with IPv4, the other one leaves a route behind on AIX 7.1 (IBM's APAR IV21533).
remove_address() {
  [ -n "$ENTRY" ] || return
  error=$(bounded /usr/sbin/ifconfig "$INTERFACE" inet6 delete "$ENTRY" 2>&1)
  read_state
  [ -n "$ENTRY" ] || return
  error=$(bounded /usr/sbin/ifconfig "$INTERFACE" inet6 "$ENTRY" delete 2>&1)
}

# If the kernel announces an alias at all, it does so when the alias is added, so this interrupts the address for a moment.
announce_again() {
  remove_address
  add_address
  announce
}`;
}

const ADD = sh`
error=$(bounded /usr/sbin/ifconfig "$INTERFACE" inet6 "$VIRTUAL_IP/$PREFIX_LENGTH" alias 2>&1)
read_state`;

const ADD_WITHOUT_DETECTION = sh`
# "-dad" keeps the system from looking for another holder: the script has done that as far as the policy asks for it.
error=$(bounded /usr/sbin/ifconfig "$INTERFACE" inet6 alias -dad "$VIRTUAL_IP/$PREFIX_LENGTH" 2>&1)
read_state
if [ "$STATE" = down ]; then
  # For a system that does not know this word.
  ${ADD}
fi`;

/** The function `probe`: who answers for the virtual IP. */
function probe(family: AddressFamily): ShellText {
  const { table, protocol, forget, list, example, fields } = NEIGHBOURS[family];
  return sh`
# Asks the network for a second who has the virtual IP. HOLDER: the hardware address that answered, or what else is known of it, or empty.
# Fails if it cannot ask. An old entry of the ${table} would pass for an answer, and a host that ignores ping still answers to ${protocol}.
probe() {
  HOLDER=''
  bounded ${forget} "$VIRTUAL_IP" >/dev/null 2>&1
  answer=$(bounded /usr/sbin/ping -n -c 1 -w 1 "$VIRTUAL_IP" 2>&1)
  case $answer in
    *' icmp_seq='*) HOLDER='another host' ;;
    *' packets received'*) ;;
    *) return 1 ;;
  esac
  neighbour=$(entry_of_virtual_ip)
  HOLDER=\${neighbour:-$HOLDER}
}

entry_of_virtual_ip() {
  bounded ${list} 2>/dev/null | while read -r ${fields}; do
    ${example}
    case "$address $hardware" in
      "($VIRTUAL_IP) "*:*) printf '%s' "$hardware" ;;
    esac
  done
}`;
}

/** The system's table of neighbours. */
const NEIGHBOURS = {
  ipv4: {
    table: sh`ARP table`,
    protocol: sh`ARP`,
    forget: sh`/usr/sbin/arp -d`,
    list: sh`/usr/sbin/arp -an`,
    example: sh`# ? (10.0.0.1) at 0:9:6b:1:2:3 [ethernet] stored in bucket 5`,
    fields: sh`host address at hardware others`,
  },
  ipv6: {
    table: sh`NDP table`,
    protocol: sh`solicitations`,
    forget: sh`/usr/sbin/ndp -d`,
    list: sh`/usr/sbin/ndp -n -a`,
    example: sh`# ? (2001:db8::10) at link#2 0:9:6b:1:2:3`,
    fields: sh`host address at link hardware others`,
  },
} as const;

/** What `up` does before it takes the address, for the policies that ask first. */
function waiting(policy: ConflictPolicy): ShellText {
  return sh`
# Waits while another host still answers for the virtual IP: the peer may be releasing it at this moment.
wait_for_release() {
  waiting=0
  until probe && [ -z "$HOLDER" ]; do
    if [ "$waiting" -ge "$PROBE_SECONDS" ]; then
      ${conductOf(policy).takesFromHolder ? TAKE : REFUSE}
    fi
    rest
    waiting=$((waiting + 1))
  done
}`;
}

function taking(policy: ConflictPolicy): ShellText {
  return sh`
take_address() {
  if [ "$COMMAND" = take-back ]; then
    # Whatever the policy, a take-back takes it from nobody, and waits for nobody to let go.
    probe || finish 6 "the network cannot be asked through $INTERFACE: $answer"
    [ -z "$HOLDER" ] || leave_to "$HOLDER"
  ${conductOf(policy).asksFirst ? ELSE_WAIT : undefined}
  fi
  add_address
}`;
}

const ELSE_WAIT = sh`
else
  wait_for_release`;

const REFUSE = sh`
[ -n "$HOLDER" ] || finish 6 "the network cannot be asked through $INTERFACE: $answer"
finish 7 "$HOLDER still answers for $VIRTUAL_IP after $((PROBE_SECONDS * 1000)) ms; the peer is $PEER_ADDRESS: release it first"`;

const TAKE = sh`
noticed="\${noticed:+$noticed; }taking $VIRTUAL_IP though \${HOLDER:-an unknown host} may hold it, after $((PROBE_SECONDS * 1000)) ms; the peer is $PEER_ADDRESS"
return`;
