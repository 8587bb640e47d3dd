import { sh } from "../shell-text";

/** The function `remove`: it leaves nothing of this environment, and refuses while a virtual IP is up. */
export const REMOVE = sh`
remove() {
  need_root
  need_tools find flock ip stat timeout
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
    ! may_be_up "$path" || finish 10 "the virtual IP of $path may be up: run \"$(release_by "$path")\" first, in a maintenance window"
  done
  each_virtual_ip refuse_held
  for path in $(recorded_files); do
    [ "$path" = "$INSTALLER" ] || remove_file "$path"
  done
  ! has_systemd || timeout -k 5 60 systemctl daemon-reload
  folders=$(recorded_folders | sort -r)
  # The record is removed last, with this script, so that an interrupted removal can be repeated.
  rm -f "$RECORD.new" "$RECORD" "$INSTALLER" || finish 9 "$RECORD or $INSTALLER cannot be removed"
  for folder in $folders; do
    rmdir "$folder" 2>/dev/null
  done
  finish 0 "removed $HASH"
}

# A control script that answers has reported that its virtual IP is down. If a script was deleted, is empty or cut off, the kernel knows.
refuse_held() {
  held=$(bounded ip -o address show to "$1") || finish 9 "ip(8) does not say whether $1 is on this host"
  [ -n "$held" ] || return 0
  # 3: eth1    inet 10.0.0.1/24 brd 10.0.0.255 scope global secondary eth1:sip
  held=\${held%%
*}
  on=\${held#*: } address=\${held#*: * inet* }
  on=\${on%%[ @]*}
  keep="echo 1 >/proc/sys/net/ipv4/conf/$on/promote_secondaries && "
  # With a primary address of IPv4 the kernel may remove all addresses that came after it, among them the host's own.
  case $held in
    *' inet6 '* | *' secondary '*) keep='' ;;
  esac
  finish 10 "$1 is up, and its control script is missing or incomplete: run \"\${keep}ip address delete \${address%% *} dev $on\" first, in a maintenance window"
}`;
