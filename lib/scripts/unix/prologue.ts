import { assign, blocks, lines, ShellText, sh } from "../shell-text";

/** The two systems, by the names that their vendors use. */
export type UnixSystemName = "Solaris" | "AIX";

/** The shell that runs every script of these systems: ksh88 on Solaris 10 and AIX, ksh93 on Solaris 11. */
export const SHELL = "/usr/bin/ksh";

/** The shell in a script's first line. ksh88 reads the file that ENV names, with its aliases, in scripts as well; -p prevents that. */
export const INTERPRETER = `${SHELL} -p`;

/** Where the scripts keep locks, tokens and marks. AIX does not empty it at boot, so marks name the boot that they belong to. */
export const RUN_DIRECTORY = "/var/run/sip-ha";

/** Where the scripts write a line for every run. */
export const LOG_DIRECTORY = "/var/log/sip-ha";

/** The search path. The first folder on Solaris has the tools of POSIX; /usr/bin has some older ones there. */
const PATHS: Readonly<Record<UnixSystemName, string>> = {
  Solaris: "/usr/xpg4/bin:/usr/bin:/usr/sbin",
  AIX: "/usr/bin:/usr/sbin",
};

/** The variables by which a caller may choose the libraries of its own programs. */
const LIBRARIES: Readonly<Record<UnixSystemName, string>> = {
  Solaris: ["LD_LIBRARY_PATH", "LD_PRELOAD"].flatMap((name) => [name, `${name}_32`, `${name}_64`]).join(" "),
  AIX: "LIBPATH LD_LIBRARY_PATH LDR_PRELOAD LDR_PRELOAD64 LDR_CNTRL",
};

/** The start of every script: nothing in the caller's environment may change what the script does. */
export function prologue(system: UnixSystemName): ShellText {
  return lines(
    sh`
set -u
# The caller's language, search path, libraries and file mask must not change what this script does.`,
    new ShellText(`export LC_ALL=C ENV='' PATH=${PATHS[system]}
unset ${LIBRARIES[system]}`),
    assign("IFS", " \t\n"),
    sh`
umask 022
# A caller that ends or closes the output of this script must not stop the work half way.
trap '' HUP PIPE
# What runs in the background runs at the same priority; not every shell has such a setting.
(set +o bgnice) 2>/dev/null && set +o bgnice`,
  );
}

/** How long `bounded` gives a command. */
export const BOUNDED_SECONDS = 5;

const SECONDS_TEXT = new ShellText(String(BOUNDED_SECONDS));

const BOUNDED = `(set +o bgnice) 2>/dev/null && set +o bgnice
"$@" &
command=$!
(exec </dev/null >/dev/null 2>&1; for second in ${Array.from({ length: BOUNDED_SECONDS }, (_, index) => index + 1).join(" ")}; do sleep 1; done; kill -9 "$command") &
guard=$!
wait "$command" 2>/dev/null
code=$?
kill "$guard" 2>/dev/null
exit "$code"`;

/** The function `bounded`, which limits the time of a command that should take milliseconds. */
export function boundedFunction(): ShellText {
  return blocks(
    lines(
      sh`
# The code of a shell that ends a command after ${SECONDS_TEXT} seconds: there is no timeout(1) here.`,
      assign("BOUNDED", BOUNDED),
    ),
    sh`
# Runs a command that takes milliseconds; a command that hangs is ended after ${SECONDS_TEXT} seconds.
bounded() {
  ${new ShellText(SHELL)} -c "$BOUNDED" bounded "$@"
}`,
  );
}

/** The function `rest`: the scripts count time in seconds waited, because any clock here may jump. */
export function restFunction(): ShellText {
  return sh`
# Waits a second and counts it: every clock that a shell can read here may jump.
WAITED=0
rest() {
  sleep 1
  WAITED=$((WAITED + 1))
}`;
}

/** The function `need_tools`, which fails with code 5 through `finish`. */
export function needToolsFunction(system: UnixSystemName): ShellText {
  return sh`
# Ends the run if one of the named tools is missing.
need_tools() {
  for tool in "$@"; do
    [ -x "$tool" ] || finish 5 "$tool is missing, though it is a part of ${new ShellText(system)}"
  done
}`;
}

/** The function `need_root`, which fails with code 4 through `finish`. */
export function needRootFunction(): ShellText {
  return sh`
need_root() {
  [ "$(id -u)" = 0 ] || finish 4 "this needs root's rights: run it as root or through sudo"
}`;
}

/** The function `log`, which writes to the log file, kept small, and to syslog. Whatever goes wrong with either, the run goes on. */
export function logFunction(caller: "waits" | "goes on" = "waits"): ShellText {
  return sh`
# Writes a line to the log file, which is kept under 1 MB, and to syslog. A full disk or a missing syslog changes nothing.
${caller === "waits" ? undefined : GOES_ON}
log() {
  {
    [ -d "$LOG_DIRECTORY" ] || mkdir -p "$LOG_DIRECTORY"
    size=$(wc -c <"$LOG")
    if [ "$((\${size:-0} + 0))" -gt 900000 ]; then mv -f "$LOG" "$LOG.1"; fi
    line=$(printf '%s' "$1" | tr '\n' ' ')
    printf '%s %s[%s] %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$NAME" "$$" "$line" >>"$LOG"
    logger -t "$NAME" "$line" &
  } </dev/null >/dev/null 2>&1${caller === "waits" ? sh`` : sh` &`}
}`;
}

const GOES_ON = sh`
# The watchdog does not wait for that: a disk that hangs, such as a lost network disk, must not keep the virtual IP on a host that is cut off.`;
