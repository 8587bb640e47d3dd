import { sh } from "../../scripts/shell-text";

// The codes are what a shell says of a program that such a signal has ended.

/** What the usage of a control script for Linux, Solaris or AIX says besides the exit codes that are those of every operating system. */
export const TOLD_TO_END_USAGE = "  130, 143  told to end by a signal: INT, TERM";

/** The function that logs such a run. */
export const TOLD_TO_END = sh`
# Ends a run that is told to end: where it has left the virtual IP is for the log.
told_to_end() {
  # Once, however often it is told.
  [ -z "$ending" ] || return
  ending=yes
  read_state
  finish "$1" "told to end by a signal"
}`;

/** What leads there. It stands where a run starts; what is left in the background ends without a word. */
export const TRAP_SIGNALS = sh`
ending=''
trap 'told_to_end 130' INT
trap 'told_to_end 143' TERM`;
