import type { AddressFamily } from "../../../model/address";
import { type ShellText, sh } from "../../../scripts/shell-text";
import { type ConflictPolicy, conductOf } from "../model";
import { LEAVE_TO } from "./leaving";
import { readLogicalInterfaces } from "./logical-interface-state";
import type { UnixSystem } from "./unix-system";

/**
 * Solaris: the virtual IP is a logical interface, `bge0:1`. The kernel itself looks for another holder before it uses the address. So no policy
 * takes an address that another host still answers for. Afterwards the kernel announces the address, several times and then every five minutes.
 */
export const logicalInterface: UnixSystem = {
  name: "Solaris",
  families: {
    ipv4: {
      tools: { always: ["/usr/sbin/ifconfig"], up: ["/usr/sbin/arp"] },
      absent: sh`there is no interface $INTERFACE on this host`,
      bringUp: sh`ifconfig $INTERFACE up`,
    },
    ipv6: {
      tools: { always: ["/usr/sbin/ifconfig"], up: ["/usr/bin/netstat"] },
      absent: sh`there is no interface $INTERFACE on this host, or it has no IPv6`,
      bringUp: sh`ifconfig $INTERFACE inet6 up`,
    },
  },
  netmaskPrefix: "",
  functions: ({ policy, family }) => [
    readLogicalInterfaces(family),
    checkInterface(family),
    addressFunctions(family),
    LEAVE_TO,
    taking(policy, family),
  ],
  furtherStates: sh`
unverified) finish 9 "unverified: the kernel looks whether another host has $VIRTUAL_IP before it uses it on $LOGICAL" ;;
duplicate) finish 7 "duplicate: another host answers for $VIRTUAL_IP, which $HOST has on $LOGICAL and does not use" ;;`,
};

/** The word of ifconfig(8) for the family, before the action: without it, ifconfig takes everything for IPv4. */
const INET: Readonly<Record<AddressFamily, ShellText>> = { ipv4: sh``, ipv6: sh`inet6 ` };

function checkInterface(family: AddressFamily): ShellText {
  return sh`
# Addresses of an interface in a multipathing group move to the group's own interface when they come up, and never move back.
check_interface() {
  case $FLAGS in
    *,IPMP,*) ;;
    *) [ -z "$GROUP" ] || finish 6 "$INTERFACE is in the multipathing group $GROUP: declare the group's own interface, or an interface outside the group" ;;
  esac
  ${family === "ipv6" ? CHECK_LINK_LOCAL : undefined}
  case $FLAGS in
    *,RUNNING,*) ;;
    *) noticed="\${noticed:+$noticed; }$INTERFACE is not running; is the cable in?" ;;
  esac
}`;
}

const CHECK_LINK_LOCAL = sh`
[ "$LINK_LOCAL" = yes ] || finish 6 "$INTERFACE has no link-local address, without which it finds no neighbour: see ifconfig $INTERFACE inet6"`;

/** The words that make a logical interface of the interface. */
const ADD: Readonly<Record<AddressFamily, ShellText>> = {
  ipv4: sh`addif "$VIRTUAL_IP" netmask "$NETMASK" broadcast + deprecated up`,
  ipv6: sh`inet6 addif "$VIRTUAL_IP/$PREFIX_LENGTH" deprecated up`,
};

function addressFunctions(family: AddressFamily): ShellText {
  return sh`
# The kernel numbers the logical interface. "deprecated" makes packets keep leaving with the host's own address.
add_address() {
  if [ -n "$LOGICAL" ]; then
    error=$(bounded /usr/sbin/ifconfig "$LOGICAL" ${INET[family]}deprecated up 2>&1)
  else
    error=$(bounded /usr/sbin/ifconfig "$INTERFACE" ${ADD[family]} 2>&1)
  fi
}

# Never removes the interface itself, which has the host's own address: removeif looks for the address, and the name after it has a number.
remove_address() {
  [ -n "$LOGICAL" ] || return
  error=$(bounded /usr/sbin/ifconfig "$INTERFACE" ${INET[family]}removeif "$VIRTUAL_IP" 2>&1)
  read_state
  [ -n "$LOGICAL" ] || return
  error=$(bounded /usr/sbin/ifconfig "$LOGICAL" ${INET[family]}down unplumb 2>&1)
}

# The kernel has announced it; a repetition would interrupt the address.
announce() {
  :
}

# The kernel announces an address when it comes up, so this interrupts the address while the kernel asks for other holders.
announce_again() {
  error=$(bounded /usr/sbin/ifconfig "$LOGICAL" ${INET[family]}down 2>&1)
  take_address
}`;
}

/** What `up` does until the kernel uses the address. */
function taking(policy: ConflictPolicy, family: AddressFamily): ShellText {
  const { takesFromHolder } = conductOf(policy);
  const { held, askAgain, givenUp } = HELD[family];
  return sh`
# Puts the address on and waits until the kernel uses it: another host that has it may be releasing it at this moment.
take_address() {
  add_address
  waiting=0
  while :; do
    read_state
    case $STATE in
      ${held}) limit=$PROBE_SECONDS ;;
      unverified) limit=$((PROBE_SECONDS + 10)) ;;
      *) return ;;
    esac
    # A take-back waits for nobody to let go.
    if [ "$COMMAND" = take-back ] && [ "$STATE" != unverified ]; then break; fi
    [ "$waiting" -lt "$limit" ] || break
    rest
    waiting=$((waiting + 1))
    ${askAgain}
  done
  ${givenUp}
  [ "$STATE" = duplicate ] || finish 9 "after $((waiting * 1000)) ms the kernel still asks who has $VIRTUAL_IP: see ${TABLE[family]}"
  [ "$COMMAND" != take-back ] || leave_to "another host"
  ${takesFromHolder ? LEAVE : REFUSE}
}${takesFromHolder ? keepTrying(family) : sh``}`;
}

/** How the script sees that another host has the address, and what it does about it. */
interface Held {
  /** The states. */
  readonly held: ShellText;
  readonly askAgain: ShellText;
  /** What ends the waiting in the states that only the script knows. */
  readonly givenUp: ShellText | undefined;
}

const HELD: Readonly<Record<AddressFamily, Held>> = {
  ipv4: {
    held: sh`duplicate`,
    askAgain: sh`
# The kernel would ask again only after minutes; "up" makes it ask now.
[ "$STATE" != duplicate ] || bounded /usr/sbin/ifconfig "$LOGICAL" up >/dev/null 2>&1`,
    givenUp: undefined,
  },
  ipv6: {
    held: sh`duplicate | down`,
    askAgain: sh`
# The kernel would ask again only after minutes; "up" makes it ask now. If the kernel does not ask, ifconfig does, and leaves the address
# down if somebody answers.
case $STATE in
  duplicate | down) add_address ;;
esac`,
    givenUp: sh`[ "$STATE" != down ] || return`,
  },
};

/** Where an operator sees that the kernel is still asking. */
const TABLE: Readonly<Record<AddressFamily, ShellText>> = { ipv4: sh`arp -an`, ipv6: sh`netstat -pn` };

const REFUSE = sh`
remove_address
read_state
finish 7 "another host still answers for $VIRTUAL_IP after $((PROBE_SECONDS * 1000)) ms; the peer is $PEER_ADDRESS: release it first"`;

const LEAVE = sh`
keep_trying
finish 7 "another host still answers for $VIRTUAL_IP after $((PROBE_SECONDS * 1000)) ms; the peer is $PEER_ADDRESS: $HOST takes it when the other host lets go"`;

function keepTrying(family: AddressFamily): ShellText {
  return sh`


# Asks again for a minute, in the background and without the lock; after that the kernel goes on by itself, every few minutes.
keep_trying() {
  (
    exec </dev/null >/dev/null 2>&1
    tries=0
    while [ "$tries" -lt 60 ]; do
      sleep 1
      tries=$((tries + 1))
      # A newer run decides for itself.
      is_newest || exit
      read_state
      case $STATE in
        duplicate) bounded /usr/sbin/ifconfig "$LOGICAL" ${INET[family]}up ;;
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
}
