import { type ShellText, sh } from "../shell-text";
import type { UnixSystemName } from "./prologue";

/** What `preflight` looks at on a Solaris or AIX host. */
export function preflightChecks(system: UnixSystemName): ShellText {
  return sh`
check_tool() {
  [ -x "$1" ] || fail 5 missing-tool "$1 is not there" "install it: it is a part of ${SYSTEM_NAME[system]}"
}

check_source() {
  [ -f "$SOURCE/$1" ] || fail 6 missing-file "$1 is not beside this script" "copy the whole folder again"
}

check_account() {
  id -u "$ACCOUNT" >/dev/null 2>&1 ||
    fail 6 missing-account "there is no account $ACCOUNT for the Local Control Agent" "create it, or correct localControlAgent.account"
  [ "$ACCOUNT" = root ] || ${GROUP_LOOKUP[system]} "$ACCOUNT" >/dev/null 2>&1 ||
    fail 6 missing-group "there is no group $ACCOUNT" ${MAKE_GROUP[system]}
}

check_interface() {
  if text=$(bounded /usr/sbin/ifconfig "$1" 2>/dev/null); then :; else
    fail 6 missing-interface "there is no interface $1" "correct the name, or configure it"
    return
  fi
  case $text in
    *'<UP,'* | *',UP,'* | *',UP>'*) ;;
    *) fail 6 interface-down "the interface $1 is down" "ifconfig $1 up" ;;
  esac
  case $text in
    *"inet $2 "*) ;;
    *) fail 6 missing-address "the address $2 is not on $1" "configure it as the host's own address" ;;
  esac
}

# The peer may hold the virtual IP, and so may this host. Anybody else is a stranger who uses the same address.
check_virtual_ip() {
  case $(bounded /usr/sbin/ifconfig -a 2>/dev/null) in
    *"inet $1 "*) return ;;
  esac
  holder=$(hardware_address "$1")
  [ -n "$holder" ] || return
  peer=$(hardware_address "$3")
  [ "$holder" = "$peer" ] ||
    fail 7 stranger "$1 is in use by $holder; the peer $3 is \${peer:-silent}" "find out who it is, or choose another virtual IP"
}`;
}

const SYSTEM_NAME = { Solaris: sh`Solaris`, AIX: sh`AIX` } as const;

const GROUP_LOOKUP = { Solaris: sh`getent group`, AIX: sh`lsgroup` } as const;

const MAKE_GROUP = {
  Solaris: sh`"groupadd $ACCOUNT && usermod -G $ACCOUNT $ACCOUNT"`,
  AIX: sh`"mkgroup users=$ACCOUNT $ACCOUNT"`,
} as const;
