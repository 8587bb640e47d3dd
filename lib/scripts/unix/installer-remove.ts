import type { AddressFamily } from "../../model/address";
import { blocks, type ShellText, sh } from "../shell-text";
import type { UnixSystemName } from "./prologue";

/** The function `remove`: it leaves nothing of this environment, and refuses while a virtual IP is up. */
export function remove(system: UnixSystemName, families: readonly AddressFamily[]): ShellText {
  return blocks(REMOVE, refuseHeld(system, families));
}

const REMOVE = sh`
remove() {
  need_root
  take_lock
  # An empty record counts as no record.
  if [ ! -s "$RECORD" ]; then
    refuse_unrecorded
    rm -f "$RECORD" "$INSTALLER" || finish 9 "$RECORD or $INSTALLER cannot be removed"
    finish 0 "nothing is installed"
  fi
  read -r installed <"$RECORD"
  case $installed in
    "$HASH" | "incomplete $HASH") ;;
    *) finish 0 "nothing to remove: $installed has replaced $HASH; to remove that, run: $(recorded_installer) remove \${installed#incomplete }" ;;
  esac
  for path in $(recorded_control_scripts); do
    if may_be_up "$path"; then
      finish 10 "the virtual IP of $path may be up: run \"$(release_by "$path")\" first, in a maintenance window"
    fi
  done
  each_virtual_ip refuse_held
  for path in $(recorded_files); do
    if [ "$path" != "$INSTALLER" ]; then remove_file "$path"; fi
  done
  folders=$(recorded_folders | sort -r)
  # The record is removed last, with this script, so that an interrupted removal can be repeated.
  rm -f "$RECORD.new" "$RECORD" "$INSTALLER" || finish 9 "$RECORD or $INSTALLER cannot be removed"
  for folder in $folders; do
    rmdir "$folder" 2>/dev/null
  done
  finish 0 "removed $HASH"
}`;

function refuseHeld(system: UnixSystemName, families: readonly AddressFamily[]): ShellText {
  const { ipv4, ipv6 } = TAKE_OFF[system];
  return sh`
# A control script that answers has reported that its virtual IP is down. If a script was deleted, is empty or cut off, the kernel knows.
refuse_held() {
  held=$(bounded /usr/sbin/ifconfig -a 2>/dev/null)
  [ -n "$held" ] || finish 9 "ifconfig does not say whether $1 is on this host"
  case $held in
    *"inet $1 "*) off="${ipv4}" ;;
    ${families.includes("ipv6") ? sh`*"inet6 $1/"*) off="${ipv6}" ;;` : undefined}
    *) return 0 ;;
  esac
  finish 10 "$1 is up, and its control script is missing or incomplete: run \"/usr/sbin/ifconfig $2 $off\" first, in a maintenance window"
}`;
}

/** The command that takes the address `$1` off, as in the control scripts. In the last case, ifconfig needs the prefix length as well. */
const TAKE_OFF: Readonly<Record<UnixSystemName, Readonly<Record<AddressFamily, ShellText>>>> = {
  Solaris: { ipv4: sh`removeif $1`, ipv6: sh`inet6 removeif $1` },
  AIX: {
    ipv4: sh`inet delete $1`,
    ipv6: sh`inet6 delete $(printf '%s\n' "$held" | sed -n "s|.*inet6 \($1/[0-9]*\).*|\1|p" | sed 1q)`,
  },
};
