import { type ShellText, sh } from "../shell-text";

/** The record of what is installed, as on Linux: the hash in the first line, then a path a line; folders that the installer made end in a slash. */
export const RECORD: ShellText = sh`
# The paths of the record. While an installation is under way, its first line begins with "incomplete".
recorded_paths() {
  sed 1d "$RECORD" 2>/dev/null
}

recorded_files() {
  recorded_paths | grep -v '/$'
}

recorded_folders() {
  recorded_paths | grep '/$'
}

# Writes the first line and then the paths on standard input.
write_record() {
  {
    { printf '%s\n' "$1" && grep . | sort -u; } >"$RECORD.new" && mv -f "$RECORD.new" "$RECORD"
  } || finish 9 "$RECORD cannot be written"
}

# Whether a control script reports that its virtual IP is up, or cannot say.
may_be_up() {
  [ -x "$1" ] || return 1
  bounded "$1" status >/dev/null 2>&1
  [ "$?" -ne 3 ]
}

# Without this installer, whose name ends alike where the environment's does.
recorded_control_scripts() {
  recorded_files | grep -e '-vip$' | grep -v "/$NAME\$"
}

# Removes a file or an entry of the start of the system, and what an interrupted installation may have left of it.
remove_file() {
  if is_start "$1"; then
    remove_start "$1"
  fi
  case $1 in
    */*'#'*) ;;
    *) rm -f "$1" "\${1%/*}/.\${1##*/}.new" || finish 9 "$1 cannot be removed" ;;
  esac
}`;
