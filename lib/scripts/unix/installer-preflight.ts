import type { AddressFamily } from "../../model/address";
import { blocks, type ShellText, sh } from "../shell-text";
import type { UnixSystemName } from "./prologue";

/** The checks of `preflight` on a Solaris or AIX host that has addresses of these families. */
export function preflightChecks(system: UnixSystemName, families: readonly AddressFamily[]): ShellText {
  return blocks(filesAndAccount(system), interfaceCheck(system, families), virtualIpCheck(families));
}

function filesAndAccount(system: UnixSystemName): ShellText {
  return sh`
check_tool() {
  [ -x "$1" ] || fail 5 missing-tool "$1 is not there" "$2"
}

check_source() {
  [ -f "$SOURCE/$1" ] || fail 6 missing-file "$1 is not beside this script" "copy the whole folder again"
}

check_account() {
  id -u "$ACCOUNT" >/dev/null 2>&1 ||
    fail 6 missing-account "there is no account $ACCOUNT for the Local Control Agent" "create it, or correct localControlAgent.account"
  [ "$ACCOUNT" = root ] || ${GROUP_LOOKUP[system]} "$ACCOUNT" >/dev/null 2>&1 ||
    fail 6 missing-group "there is no group $ACCOUNT" ${MAKE_GROUP[system]}
  each_control_script check_sudo_rule
}

# Whether sudo will let the account run a control script: script, the rule for it or nothing. Before the script is there, root can learn this only in
# part, as sudo judges no command that is missing. It will if the rule is listed, and no rule denies something or asks for a password.
check_sudo_rule() {
  [ -n "$2" ] && [ -x "$SUDO" ] && id -u "$ACCOUNT" >/dev/null 2>&1 || return 0
  rules=$(bounded "$SUDO" -n -l -U "$ACCOUNT" 2>/dev/null | tr '\t\n' '  ' | tr -s ' ')
  case $rules in
    *'is not allowed to run sudo'*)
      fail 6 missing-sudo-rule "sudo does not let $ACCOUNT run $1" "add this line with visudo: $2"
      return
      ;;
  esac
  listed=\${rules#*' the following commands on '}
  asking=$(printf '%s\n' "$listed" | sed 's/) NOPASSWD: //g')
  case $asking in
    *')'* | *'!'* | *' PASSWD: '*) ;;
    *)
      case $listed in
        *" \${2#*=} ("* | *" \${2#*=} ") return ;;
      esac
      ;;
  esac
  # A script that is there has been run by the account during its installation.
  [ -x "$1" ] ||
    printf '%s: sudo-rule: the installation will show whether sudo lets %s run %s\n  needed, unless another rule does the same: %s\n' "$HOST" "$ACCOUNT" "$1" "$2"
}`;
}

function interfaceCheck(system: UnixSystemName, families: readonly AddressFamily[]): ShellText {
  const { always, ipv6 } = CALLED[system];
  const shared = families.includes("ipv6") ? [always, ipv6] : [always];
  if (families.length === 1)
    return blocks(
      ...shared,
      sh`
check_interface() {
  ${CHECK_INTERFACE[system][families[0]!]}
}`,
    );
  return blocks(
    ...shared,
    sh`
check_interface() {
  case $2 in
    *:*) check_ipv6_interface "$1" "$2" ;;
    *) check_ipv4_interface "$1" "$2" ;;
  esac
}

check_ipv4_interface() {
  ${CHECK_INTERFACE[system].ipv4}
}

check_ipv6_interface() {
  ${CHECK_INTERFACE[system].ipv6}
}`,
  );
}

function virtualIpCheck(families: readonly AddressFamily[]): ShellText {
  return sh`
# The peer may hold the virtual IP, and so may this host. Any other host is a stranger that uses the same address.
check_virtual_ip() {
  case $(bounded /usr/sbin/ifconfig -a 2>/dev/null) in
    *"inet $1 "*${families.includes("ipv6") ? sh` | *"inet6 $1/"*` : sh``}) return ;;
  esac
  holder=$(hardware_address "$1")
  [ -n "$holder" ] || return
  peer=$(hardware_address "$3")
  [ "$holder" = "$peer" ] ||
    fail 7 stranger "$1 is in use by $holder; the peer $3 is \${peer:-silent}" "find out who it is, or choose another virtual IP"
}`;
}

const GROUP_LOOKUP = { Solaris: sh`getent group`, AIX: sh`lsgroup` } as const;

const MAKE_GROUP = {
  // The option -G replaces all groups of the account except its first one.
  Solaris: sh`"groupadd $ACCOUNT, and add $ACCOUNT to it: usermod -G with this and all its other groups, which id -a $ACCOUNT shows"`,
  AIX: sh`"mkgroup users=$ACCOUNT $ACCOUNT"`,
} as const;

const CHECK_GROUP = sh`
# A virtual IP that comes up on an interface of a multipathing group moves to the group's own interface, and never moves back. Arguments:
# the interface, what ifconfig says of it.
check_group() {
  case \${2%%\>*}, in
    *[\<,]IPMP,*) return ;;
  esac
  group=$(printf '%s\n' "$2" | while read -r first second others; do
    if [ "$first" = groupname ]; then
      printf '%s' "$second"
      break
    fi
  done)
  CHECKED=$1 CARRIES=no
  each_virtual_ip note_carrier
  [ -z "$group" ] || [ "$CARRIES" = no ] ||
    fail 6 multipathing-group "$1 is in the multipathing group $group" "declare the group's own interface, or an interface outside the group"
}

note_carrier() {
  [ "$2" != "$CHECKED" ] || CARRIES=yes
}`;

const LIST_IPV6 = sh`
# Prints what ifconfig says of the IPv6 of an interface and its logical interfaces: the host's own address is on one of these.
ipv6_of() {
  on=''
  bounded /usr/sbin/ifconfig -a6 2>/dev/null | while read -r first others; do
    case $first in
      *:) on=\${first%:} ;;
    esac
    case $on in
      "$1" | "$1":*) printf '%s %s\n' "$first" "$others" ;;
    esac
  done
}`;

const CHECK_LISTED = sh`
if text=$(bounded /usr/sbin/ifconfig "$1" 2>/dev/null); then :; else
  fail 6 missing-interface "there is no interface $1" "correct the name, or configure it"
  return
fi
case $text in
  *'<UP,'* | *',UP,'* | *',UP>'*) ;;
  *) fail 6 interface-down "the interface $1 is down" "ifconfig $1 up" ;;
esac`;

const CHECK_IPV4 = sh`
${CHECK_LISTED}
case $text in
  *"inet $2 "*) ;;
  *) fail 6 missing-address "the address $2 is not on $1" "configure it as the host's own address" ;;
esac`;

const CHECK_IPV6_ADDRESS = sh`
case $text in
  *"inet6 $2/"*) ;;
  *) fail 6 missing-address "the address $2 is not on $1" "configure it as an address of this host itself" ;;
esac`;

const CHECK_INTERFACE: Readonly<Record<UnixSystemName, Readonly<Record<AddressFamily, ShellText>>>> = {
  Solaris: {
    ipv4: sh`
${CHECK_IPV4}
check_group "$1" "$text"`,
    ipv6: sh`
text=$(ipv6_of "$1")
if [ -z "$text" ]; then
  fail 6 missing-interface "there is no interface $1, or it has no IPv6" "correct the name, or: ifconfig $1 inet6 plumb up"
  return
fi
case \${text%%\>*} in
  *'<UP,'* | *',UP,'* | *',UP') ;;
  *) fail 6 interface-down "the IPv6 of the interface $1 is down" "ifconfig $1 inet6 up" ;;
esac
${CHECK_IPV6_ADDRESS}
case $text in
  *'inet6 fe80:'*) ;;
  *) fail 6 missing-link-local "$1 has no link-local address, without which it finds no neighbour" "ifconfig $1 inet6 plumb up" ;;
esac
check_group "$1" "$text"`,
  },
  AIX: {
    ipv4: CHECK_IPV4,
    ipv6: sh`
${CHECK_LISTED}
${CHECK_IPV6_ADDRESS}
case $text in
  *'inet6 fe80:'*) ;;
  *) fail 6 missing-link-local "$1 has no link-local address, without which it finds no neighbour" "autoconf6 -i $1" ;;
esac`,
  },
};

/** The functions that these checks call, always and for IPv6. */
const CALLED: Readonly<Record<UnixSystemName, Readonly<Record<"always" | "ipv6", ShellText | undefined>>>> = {
  Solaris: { always: CHECK_GROUP, ipv6: LIST_IPV6 },
  AIX: { always: undefined, ipv6: undefined },
};
