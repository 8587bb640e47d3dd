import { type ShellText, sh } from "../shell-text";

/** The function `remove`: nothing of this environment is left, but never while a virtual IP is up. */
export const REMOVE: ShellText = sh`
remove() {
  need_root
  take_lock
  # An empty one says no more than none.
  if [ ! -s "$RECORD" ]; then
    refuse_unrecorded
    rm -f "$RECORD" "$INSTALLER" || finish 9 "$RECORD or $INSTALLER cannot be removed"
    rmdir "$INSTALL_DIRECTORY" "$STATE_DIRECTORY" 2>/dev/null
    finish 0 "nothing is installed"
  fi
  read -r installed <"$RECORD"
  case $installed in
    "$HASH" | "incomplete $HASH") ;;
    *) finish 0 "nothing to remove: $installed has replaced $HASH; what removes that: $(recorded_installer) remove \${installed#incomplete }" ;;
  esac
  for path in $(recorded_control_scripts); do
    if may_be_up "$path"; then
      finish 10 "the virtual IP of $path may be up: run \"$path down\" first, in a maintenance window"
    fi
  done
  for path in $(recorded_files); do
    if [ "$path" != "$INSTALLER" ]; then remove_file "$path"; fi
  done
  folders=$(recorded_folders | sort -r)
  # The record goes last, with this script, so that a removal that was interrupted can be repeated.
  rm -f "$RECORD.new" "$RECORD" "$INSTALLER" || finish 9 "$RECORD or $INSTALLER cannot be removed"
  rmdir "$INSTALL_DIRECTORY" "$STATE_DIRECTORY" 2>/dev/null
  for folder in $folders; do
    rmdir "$folder" 2>/dev/null
  done
  finish 0 "removed $HASH"
}`;
