import { sh } from "../../scripts/shell-text";

// The codes are those that a shell reports for a program that such a signal has ended.

/** What the usage of a control script for Linux, Solaris or AIX says besides the exit codes that all operating systems share. */
export const TOLD_TO_END_USAGE = "  130, 143  ended by a signal: INT, TERM";

/** The function that ends and logs such a run. */
export const TOLD_TO_END = sh`
# Ends a run that a signal tells to end, and logs where it has left the virtual IP.
told_to_end() {
  # Only once, however many signals come.
  [ -z "$ending" ] || return
  ending=yes
  read_state
  finish "$1" "ended by a signal"
}`;

/** The traps that call it. They are set where a run starts; processes left in the background end without a word. */
export const TRAP_SIGNALS = sh`
ending=''
trap 'told_to_end 130' INT
trap 'told_to_end 143' TERM`;
