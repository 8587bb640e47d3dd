import { RECORDED_CONTROL_SCRIPTS, REFUSE_FOREIGN_SCRIPT, recordFile } from "../installer-program";
import { blocks, ShellText, sh } from "../shell-text";
import { INTERPRETER } from "./prologue";

/** What the installer knows of an earlier installation, and how it takes it back. */
export const RECORD = blocks(
  recordFile(),
  REFUSE_FOREIGN_SCRIPT,
  sh`
# Whether a control script reports that its virtual IP is up, or cannot say.
may_be_up() {
  [ -f "$1" ] || return 1
  refuse_foreign_script "$1"
  # By the shell, as it tells also where it may not be started any more.
  bounded ${new ShellText(INTERPRETER)} "$1" status >/dev/null 2>&1
  [ "$?" -ne 3 ]
}`,
  RECORDED_CONTROL_SCRIPTS,
  sh`
# Removes a file or an entry of the start of the system, and what an interrupted installation may have left of it.
remove_file() {
  if is_start "$1"; then
    remove_start "$1"
  fi
  case $1 in
    */*'#'*) ;;
    *) rm -f "$1" "\${1%/*}/.\${1##*/}.new" || finish 9 "$1 cannot be removed" ;;
  esac
}`,
);
