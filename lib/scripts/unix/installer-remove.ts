import { type ShellText, sh } from "../shell-text";

/** The function `remove`: nothing of this environment is left, but never while a virtual IP is up. */
export const REMOVE: ShellText = sh`
remove() {
  need_root
  take_lock
  if [ ! -f "$RECORD" ]; then
    refuse_unrecorded
    rm -f "$INSTALLER"
    rmdir "$INSTALL_DIRECTORY" "$STATE_DIRECTORY" 2>/dev/null
    finish 0 "nothing is installed"
  fi
  read -r installed <"$RECORD"
  case $installed in
    "$HASH" | "incomplete $HASH") ;;
    *) finish 0 "nothing to remove: $installed has replaced $HASH; what removes that: $(recorded_installer) remove \${installed#incomplete }" ;;
  esac
  while read -r path; do
    if [ -n "$path" ] && may_be_up "$path"; then
      finish 10 "the virtual IP of $path may be up: run \"$path down\" first, in a maintenance window"
    fi
  done <<END
$(recorded_control_scripts)
END
  while read -r path; do
    if [ -n "$path" ] && [ "$path" != "$INSTALLER" ]; then remove_file "$path"; fi
  done <<END
$(recorded_files)
END
  folders=$(recorded_folders | sort -r)
  # The record goes last, with this script, so that a removal that was interrupted can be repeated.
  rm -f "$RECORD.new" "$RECORD" "$INSTALLER"
  rmdir "$INSTALL_DIRECTORY" "$STATE_DIRECTORY" 2>/dev/null
  while read -r folder; do
    [ -z "$folder" ] || rmdir "$folder" 2>/dev/null
  done <<END
$folders
END
  finish 0 "removed $HASH"
}`;
