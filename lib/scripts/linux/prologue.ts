import { lines, type ShellText, sh } from "../shell-text";
import { packageOf } from "./tools";

/** Where the scripts keep what they need until the next boot: locks, tokens, marks. */
export const RUN_DIRECTORY = "/run/sip-ha";

/** Where the scripts write a line for every run. */
export const LOG_DIRECTORY = "/var/log/sip-ha";

/** The folder of the systemd units that an administrator adds. */
export const UNITS = "/etc/systemd/system";

/** The start of every script: nothing in the caller's environment may change what the script does. */
export function prologue(): ShellText {
  return sh`
set -u
# The caller's language, search path, libraries and file mask must not change what this script does.
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
unset LD_LIBRARY_PATH LD_PRELOAD
umask 022
# A caller that ends, closes the output of this script or limits the size of files must not stop the work half way.
trap '' HUP PIPE XFSZ`;
}

/** The function `bounded`, which limits the time of a command that should take milliseconds. */
export function boundedFunction(): ShellText {
  return sh`
# Runs a command that takes milliseconds; a command that hangs is ended after 5 seconds.
bounded() {
  timeout -k 1 5 "$@"
}`;
}

/** The function `now`, which measures time without the clock. */
export function nowFunction(): ShellText {
  return sh`
# Sets NOW to the milliseconds since boot: unlike the clock, that never jumps.
now() {
  read -r uptime _ </proc/uptime
  NOW=$((\${uptime%.*} * 1000 + 1\${uptime#*.}0 - 1000))
}`;
}

/** The function `need_tools`, which fails with code 5 through `finish`. */
export function needToolsFunction(tools: readonly string[]): ShellText {
  return sh`
# Ends the run if one of the named tools is missing.
need_tools() {
  for tool in "$@"; do
    command -v "$tool" >/dev/null && continue
    case $tool in
      ${lines(...tools.map((tool) => sh`${tool}) finish 5 "$tool is not installed: "${packageOf(tool)} ;;`))}
    esac
  done
}`;
}

/** The function `need_root`, which fails with code 4 through `finish`. */
export function needRootFunction(): ShellText {
  return sh`
need_root() {
  # Uid: real, effective, saved; 0 is root.
  while read -r key _ effective _; do
    [ "$key" != Uid: ] || break
  done </proc/self/status
  [ "$effective" = 0 ] || finish 4 "this needs root's rights: run it as root or through sudo"
}`;
}

/** The function `take_lock`: one run at a time; fails with code 6 or 8 through `finish`. */
export function takeLockFunction(): ShellText {
  return sh`
# One run at a time. Descriptor 9 holds the lock, which ends with this process, however it ends. Only root may enter its folder: whoever can open a lock can hold it.
take_lock() {
  [ -d "$RUN_DIRECTORY" ] || mkdir -m 0700 "$RUN_DIRECTORY" 2>/dev/null
  # One line for the folder, and one for the lock if it is there already.
  seen=$(stat -c '%u %a %F' "$RUN_DIRECTORY" "$LOCK" 2>/dev/null)
  folder=\${seen%%'
'*}
  lock=\${seen#"$folder"}
  case $folder in
    '0 700 directory') ;;
    '0 '*' directory') chmod 0700 "$RUN_DIRECTORY" ;;
    '') finish 6 "the folder $RUN_DIRECTORY cannot be made: check whether /run is full or read-only" ;;
    *) finish 6 "$RUN_DIRECTORY is not a folder of root: remove it" ;;
  esac
  case $lock in
    '' | ?'0 '*' regular'*) ;;
    *) finish 6 "$LOCK is not a file of root: remove it" ;;
  esac
  (: >>"$LOCK") 2>/dev/null || finish 6 "$LOCK cannot be opened"
  exec 9>>"$LOCK"
  flock -w "$LOCK_SECONDS" 9 9>&9 || finish 8 "another run still holds the lock after $LOCK_SECONDS s: see the log and try again"
}`;
}

/** The function `log`, which writes to the log file, kept small, and to syslog. Whatever goes wrong with either, the run goes on. */
export function logFunction(caller: "waits" | "goes on" = "waits"): ShellText {
  return sh`
# Whether the log file is long enough to be put aside.
log_is_long() {
  [ "$(stat -c %s "$LOG")" -gt 900000 ]
}

# Writes a line to the log file, which is kept under 1 MB, and to syslog. A full disk or a missing syslog changes nothing.
${caller === "waits" ? undefined : GOES_ON}
log() {
  {
    [ -d "$LOG_DIRECTORY" ] || mkdir -p "$LOG_DIRECTORY"
    # If several runs write at once, only one puts the log aside: a second one would replace the long file with the new one.
    ! log_is_long || (flock -w 2 8 && log_is_long && mv -f "$LOG" "$LOG.1") 8<${RUN_DIRECTORY}
    line=$1
    case $line in
      *'
'*) line=$(printf '%s' "$line" | tr '\n' ' ') ;;
    esac
    printf '%s %s[%s] %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$NAME" "$$" "$line" >>"$LOG"
    timeout 2 logger -t "$NAME" -- "$line" 9>&- &
  } </dev/null >/dev/null 2>&1${caller === "waits" ? sh`` : sh` &`}
}`;
}

const GOES_ON = sh`
# The watchdog does not wait for that: a disk that hangs, such as a lost network disk, must not keep the virtual IP on a host that is cut off.`;
