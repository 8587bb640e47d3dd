import { sh } from "../shell-text";

/** The record of what is installed: the hash in the first line, then a path a line; folders that the installer made end in a slash. */
export const RECORD = sh`
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
  [ -x "$1" ] || return
  timeout -k 1 20 "$1" status </dev/null >/dev/null 2>&1
  [ "$?" -ne 3 ]
}

# Without this installer, whose name ends alike where the environment's does.
recorded_control_scripts() {
  recorded_files | grep -e '-vip$' | grep -v "/$NAME\$"
}

has_systemd() {
  [ -d /run/systemd/system ]
}

# Removes a file, and what an interrupted installation may have left of it.
remove_file() {
  case $1 in
    "$UNITS"/multi-user.target.wants/*) ;;
    "$UNITS"/*) ! has_systemd || timeout -k 5 60 systemctl stop "\${1##*/}" </dev/null 2>/dev/null ;;
  esac
  rm -f "$1" "\${1%/*}/.\${1##*/}.new" || finish 9 "$1 cannot be removed"
}`;
