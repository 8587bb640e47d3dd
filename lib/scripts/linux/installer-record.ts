import { mayBeUp, RECORDED_CONTROL_SCRIPTS, REFUSE_FOREIGN_SCRIPT, recordFile } from "../installer-program";
import { blocks, sh } from "../shell-text";

const TO_DISK = sh`
# Writes a file to the disk before it gets its name. Otherwise some file systems leave an empty file if the power fails: an empty control script does
# nothing and reports success, and an empty record lists nothing.
to_disk() {
  timeout -k 5 60 sync "$1" 2>/dev/null
}`;

/** What the installer knows of an earlier installation, and how it removes that installation. */
export const RECORD = blocks(
  TO_DISK,
  recordFile(sh`to_disk`),
  REFUSE_FOREIGN_SCRIPT,
  mayBeUp(
    sh`
# The shell runs it, so it answers even if it is no longer executable. A script that cannot be ended must not hold the lock of the next run.
timeout -k 1 20 sh "$1" status </dev/null >"$answer" 2>&1 9>&-`,
    sh`sh`,
  ),
  RECORDED_CONTROL_SCRIPTS,
  sh`
has_systemd() {
  [ -d /run/systemd/system ]
}

# Stops a unit, unless systemd knows none of that name (5). Without the reset, a failed unit would stay in the list of failed units until the next boot.
forget_unit() {
  timeout -k 5 60 systemctl stop "$1" </dev/null 2>/dev/null
  case $? in
    0 | 5) ;;
    *) finish 9 "the unit $1 does not stop: systemctl stop $1" ;;
  esac
  timeout -k 5 60 systemctl reset-failed "$1" </dev/null 2>/dev/null
}

# Removes a file, and the copy of it that an interrupted installation may have left.
remove_file() {
  case $1 in
    "$UNITS"/multi-user.target.wants/*) ;;
    "$UNITS"/*) ! has_systemd || forget_unit "\${1##*/}" ;;
  esac
  rm -f "$1" "\${1%/*}/.\${1##*/}.new" || finish 9 "$1 cannot be removed"
}`,
);
