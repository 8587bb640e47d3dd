import { mayBeUp, RECORDED_CONTROL_SCRIPTS, REFUSE_FOREIGN_SCRIPT, recordFile } from "../installer-program";
import { blocks, ShellText, sh } from "../shell-text";
import { INTERPRETER } from "./prologue";

/** What the installer knows of an earlier installation, and how it removes that installation. */
export const RECORD = blocks(
  recordFile(),
  REFUSE_FOREIGN_SCRIPT,
  mayBeUp(
    sh`
# The shell runs it, so it answers even if it is no longer executable.
bounded ${new ShellText(INTERPRETER)} "$1" status >"$answer" 2>&1`,
    new ShellText(INTERPRETER),
  ),
  RECORDED_CONTROL_SCRIPTS,
  sh`
# Removes a file or an entry of the start of the system, and the copy that an interrupted installation may have left.
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
