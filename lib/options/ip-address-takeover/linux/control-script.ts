import { broadcastAddress, type Cidr, familyOf, isIpv6, networkAddress, prefixLength } from "../../../model/address";
import { milliseconds } from "../../../model/duration";
import {
  boundedFunction,
  LOG_DIRECTORY,
  logFunction,
  needRootFunction,
  needToolsFunction,
  nowFunction,
  prologue,
  RUN_DIRECTORY,
  takeLockFunction,
} from "../../../scripts/linux/prologue";
import { assign, blocks, comment, lines, program, ShellText, sh, sharedCode } from "../../../scripts/shell-text";
import type { FileText, SharedText } from "../../../text/file-text";
import { EXIT_CODES } from "../exit-codes";
import { conductOf, controlScriptName, type IpAddressTakeover, type TakeoverSide } from "../model";
import { controlScriptHeader } from "../shell-access";
import { IS_TO_BE_LOGGED } from "../told-once";
import { TOLD_TO_END, TOLD_TO_END_USAGE, TRAP_SIGNALS } from "../told-to-end";
import { announceFunctions } from "./announcement";
import { probeFunction, takeBackFunction, waitFunction } from "./conflict";
import { connectionTrackingFunction } from "./connection-tracking";
import { addressFunctions, readStateFunction } from "./kernel-address";
import { NEIGHBOUR_TOOLS } from "./neighbour-tools";
import { sourceRouteFunction } from "./source-route";

/** The commands that a control script calls and that a host may lack. */
export function controlScriptTools(takeover: IpAddressTakeover): string[] {
  const own = ["flock", "ip", "stat", "timeout"];
  const tracking = takeover.flushConnectionTracking ? ["conntrack"] : [];
  return [...NEIGHBOUR_TOOLS[familyOf(takeover.virtualIp)], ...tracking, ...own].sort();
}

/** The program that puts the pair's virtual IP on this host or takes it off. */
export function controlScript(side: TakeoverSide): FileText {
  return program("/bin/sh", blocks(controlScriptHeader(side, USAGE), assignments(side)), body(side.takeover));
}

/** All that follows the assignments depends on the settings alone, and is written once for all hosts that share them. */
function body(takeover: IpAddressTakeover): SharedText {
  const { virtualIp, conflictPolicy, sourceAddress, flushConnectionTracking } = takeover;
  const key = [familyOf(virtualIp), conflictPolicy, sourceAddress, flushConnectionTracking].join(" ");
  return sharedCode(`control script: ${key}`, () =>
    blocks(prologue(), NO_PATTERNS, ...functions(takeover), main(takeover)),
  );
}

const NO_PATTERNS = sh`
# What the kernel says is split into lines and words, and never taken for a pattern of file names.
set -f`;

const USAGE = comment(
  [
    "  up        put the virtual IP on the interface and announce it; if it is there already, announce it again",
    "  down      take it off; the host's own address stays",
    "  status    report whether it is up here; needs no root and writes no log",
    "  announce  announce it again if it is up here",
    "",
    "For systemd and the watchdog:",
    "  boot               down, unless a role was assigned since the host started",
    "  take-back <token>  up, unless this script was run since the run of that token, or another host has it;",
    "                     with the further word again, it logs a failure only if the one before was different",
    "  release <token>    down, unless this script was run since the run of that token",
    "",
    "Exit codes:",
    ...[...EXIT_CODES].map(([code, meaning]) => `  ${code}  ${meaning}`),
    TOLD_TO_END_USAGE,
    "",
    "No address that this script adds outlives a reboot.",
  ].join("\n"),
);

function assignments({ pair, host, takeover, network, sipInterface, peerSipInterface }: TakeoverSide): ShellText {
  return lines(
    assign("NAME", controlScriptName(pair)),
    assign("PAIR", pair.name),
    assign("HOST", host.name),
    assign("VIRTUAL_IP", takeover.virtualIp),
    assign("PREFIX_LENGTH", prefixLength(network.cidr)),
    isIpv6(takeover.virtualIp) ? undefined : assign("BROADCAST", broadcastAddress(network.cidr) ?? ""),
    assign("INTERFACE", sipInterface.name),
    isIpv6(takeover.virtualIp) ? undefined : assign("LABEL", `${sipInterface.name}:${takeover.interfaceLabel}`),
    assign("HOST_ADDRESS", sipInterface.address),
    assign("PEER_ADDRESS", peerSipInterface.address),
    assign("GATEWAY", network.gateway ?? ""),
    assign("ANNOUNCEMENTS", takeover.announcements),
    asksFirst(takeover) ? assign("PROBE_MILLISECONDS", milliseconds(takeover.probeTimeout)) : undefined,
    assign("LOCK_SECONDS", milliseconds(takeover.lockTimeout) / 1_000),
    takeover.sourceAddress === "virtual-ip" ? assign("HALVES", halves(network.cidr).join(" ")) : undefined,
    assign("RUN_DIRECTORY", RUN_DIRECTORY),
    assign("LOG_DIRECTORY", LOG_DIRECTORY),
    new ShellText(`LOCK="$RUN_DIRECTORY/$PAIR.lock"
TOKEN_FILE="$RUN_DIRECTORY/$PAIR.token"
ROLE_FILE="$RUN_DIRECTORY/$PAIR.role"
SAID_FILE="$RUN_DIRECTORY/$PAIR.said"
LOG="$LOG_DIRECTORY/$NAME.log"`),
  );
}

function asksFirst(takeover: IpAddressTakeover): boolean {
  return conductOf(takeover.conflictPolicy).asksFirst;
}

function functions(takeover: IpAddressTakeover): readonly (ShellText | undefined)[] {
  const family = familyOf(takeover.virtualIp);
  return [
    FINISH,
    TOLD_TO_END,
    IS_TO_BE_LOGGED,
    logFunction(),
    boundedFunction(),
    nowFunction(),
    needRootFunction(),
    needToolsFunction(controlScriptTools(takeover)),
    takeLockFunction(),
    NOTE_ROLE,
    NEED_STATE,
    readStateFunction(takeover),
    addressFunctions(takeover),
    probeFunction(family),
    waitFunction(takeover.conflictPolicy, family),
    takeBackFunction(family),
    takeover.sourceAddress === "virtual-ip" ? sourceRouteFunction() : undefined,
    takeover.flushConnectionTracking ? connectionTrackingFunction(family) : undefined,
    announceFunctions(takeover.conflictPolicy, family),
  ];
}

const FINISH = sh`
# Ends the run: a line for the operator, a line in the log, the exit code. It frees the lock first, so the next run need not wait for the log's disk.
finish() {
  exec 9>&-
  now
  if is_to_be_logged "$1 $2"; then
    [ -z "$noticed" ] || log "warning: $noticed"
    log "$COMMAND: $BEFORE -> $STATE, exit $1, $((NOW - STARTED)) ms: $2"
  fi
  if [ "$1" -eq 0 ]; then
    printf '%s: %s\n' "$NAME" "$2" 2>/dev/null
  else
    printf '%s: %s\n' "$NAME" "$2" >&2
  fi
  # Not earlier: the log needs further processes.
  trap - EXIT
  exit "$1"
}

# If the system gives the shell no further process, the shell ends by itself with a code of its own. All that can be done then is to say so.
given_up() {
  printf '%s: the system does not let the shell go on, so %s may be unchanged: check its limit of processes\n' "$NAME" "$VIRTUAL_IP" >&2
  exit 9
}`;

const NEED_STATE = sh`
# Ends the run if the state is unknown: then nobody knows what there is to do.
need_state() {
  [ "$STATE" != unknown ] || finish 9 "ip(8) does not say where $VIRTUAL_IP is"
}`;

const NOTE_ROLE = sh`
# Writes the role for the release at boot, which then does nothing, and for the watchdog.
note_role() {
  { printf '%s\n' "$1" >"$ROLE_FILE"; } 2>/dev/null
}`;

/** What the commands do. */
function main(takeover: IpAddressTakeover): ShellText {
  const family = familyOf(takeover.virtualIp);
  const flush = takeover.flushConnectionTracking ? sh`flush_connection_tracking` : undefined;
  return sh`
# The run begins here.
COMMAND=\${1-} AGAIN=\${3-} BEFORE=unknown STATE=unknown error='' announced='' noticed=''
case $#:$COMMAND:\${3-} in
  1:up: | 1:down: | 1:status: | 1:announce: | 1:boot: | 2:take-back: | 3:take-back:again | 2:release:) ;;
  *)
    printf 'usage: %s up | down | status | announce\n' "$NAME" >&2
    exit 2
    ;;
esac
trap given_up EXIT
now
STARTED=$NOW
${TRAP_SIGNALS}

if [ "$COMMAND" = status ]; then
  need_tools ip timeout
  read_state
  case $STATE in
    up) finish 0 "up: $VIRTUAL_IP is on $INTERFACE of $HOST" ;;
    down) finish 3 "down: $VIRTUAL_IP is not on $HOST" ;;
    ${family === "ipv6" ? SAY_DUPLICATE : undefined}
    misplaced) finish 6 "misplaced: $HOST has $PLACE, which should be $VIRTUAL_IP/$PREFIX_LENGTH on $INTERFACE" ;;
    *) finish 9 "unknown: ip(8) does not say where $VIRTUAL_IP is" ;;
  esac
fi

need_root
need_tools ip timeout stat flock
case $COMMAND in
  # Releasing must work even if announcing cannot.
  down | boot | release) ;;
  *) need_tools ${new ShellText(NEIGHBOUR_TOOLS[family].join(" "))} ;;
esac
[ "$VIRTUAL_IP" != "$HOST_ADDRESS" ] || finish 6 "$VIRTUAL_IP is the host's own address, which never moves"
take_lock
read_state
BEFORE=$STATE

# What the last run that decided something has left.
process='' moment='' role=''
[ ! -f "$TOKEN_FILE" ] || read -r process moment _ <"$TOKEN_FILE"
decided=\${process:+$process $moment}
[ ! -f "$ROLE_FILE" ] || read -r role <"$ROLE_FILE"
TOKEN="$$ $STARTED"
case $COMMAND in
  announce)
    need_state
    [ "$STATE" = up ] || finish 3 "$VIRTUAL_IP is not up on $HOST, so there is nothing to announce"
    # It decides nothing: the token of the run that decided stays before its own.
    TOKEN="\${decided:+$decided }$TOKEN"
    ;;
  boot)
    [ ! -e "$ROLE_FILE" ] || finish 0 "a role was assigned since the host has started, so $VIRTUAL_IP stays as it is"
    ;;
  take-back | release)
    [ "$decided" = "$2" ] || finish 3 "this script was run since, so $VIRTUAL_IP stays as it is"
    need_state
    ;;
esac

case $COMMAND in
  up | down)
    # Written before the token, so that nobody takes it for the role of an earlier run. A down that is killed from
    # here on has been decided: the watchdog takes nothing back while the role is down.
    note_role "$COMMAND" || noticed="$ROLE_FILE cannot be written, so a release at boot may still come"
    ;;
esac
# A new token stops the announcements of earlier runs, and tells the watchdog that somebody has decided. Callers must be served even
# if it cannot be written.
{ printf '%s\n' "$TOKEN" >"$TOKEN_FILE"; } 2>/dev/null ||
  { TOKEN='' && noticed="\${noticed:+$noticed; }$TOKEN_FILE cannot be written, so earlier runs may go on announcing"; }
# Not earlier: an up or a down has been decided even if the state is unknown.
need_state

case $COMMAND in
  announce)
    check_host
    announce
    ${takeover.sourceAddress === "virtual-ip" ? PREFER : undefined}
    finish 0 "announcing $VIRTUAL_IP on $INTERFACE"
    ;;
  up | take-back)
    check_host
    case $STATE in
      misplaced) finish 6 "$HOST has $PLACE already, which should be $VIRTUAL_IP/$PREFIX_LENGTH on $INTERFACE: remove it" ;;
      up) did='was up already' ;;
      *)
        ${family === "ipv6" ? REMOVE_DUPLICATE : undefined}
        if [ "$COMMAND" = take-back ]; then
          take_back
        else
          ${asksFirst(takeover) ? sh`wait_for_release` : undefined}
          # Announced as soon as the kernel has taken it, as every millisecond adds to the outage. Whether it really has is checked below.
          add_address && announce
        fi
        did='is up'
        ${flush}
        ;;
    esac
    # Also an address that a killed take-back has left.
    [ "$COMMAND" = up ] || leave_to_others
    read_state
    [ "$STATE" != unknown ] || finish 9 "ip(8) does not say where $VIRTUAL_IP is after adding it"
    [ "$STATE" = up ] || finish 9 "$VIRTUAL_IP is not on $INTERFACE after adding it: $error"
    # Not earlier, as nobody has decided a take-back: if it fails, the virtual IP is no more wanted here than before.
    [ "$COMMAND" = up ] || note_role take-back
    [ -n "$announced" ] || announce
    ${family === "ipv4" && takeover.sourceAddress === "host" ? NOTICE_PRIMARY : undefined}
    ${takeover.sourceAddress === "virtual-ip" ? PREFER : undefined}
    finish 0 "$VIRTUAL_IP $did on $INTERFACE of $HOST"
    ;;
  down | boot | release)
    # Written after the token: if this run is killed between the two, the virtual IP is still to be here. If a down has not done its work, its role stays:
    # the watchdog then releases instead of that down, and must not take back what it releases.
    if [ "$COMMAND" = release ] && [ "$role" != down ]; then note_role release; fi
    if [ "$STATE" = down ]; then
      finish 0 "$VIRTUAL_IP was not on $HOST"
    fi
    had_host_address=$OWN
    remove_address
    ${flush}
    read_state
    [ "$STATE" != unknown ] || finish 9 "ip(8) does not say where $VIRTUAL_IP is after removing it"
    [ "$STATE" != misplaced ] || finish 6 "$HOST has $PLACE, which this script does not manage: remove it"
    [ "$STATE" = down ] || finish 9 "$VIRTUAL_IP is still on $INTERFACE: $error"
    if [ "$had_host_address" = yes ] && [ "$OWN" = no ]; then
      finish 9 "the host's own address $HOST_ADDRESS is no longer on $INTERFACE: add it again"
    fi
    finish 0 "$VIRTUAL_IP is released by $HOST"
    ;;
esac`;
}

const SAY_DUPLICATE = sh`
duplicate) finish 7 "duplicate: another host has $VIRTUAL_IP, so it does not work on $HOST" ;;`;

const REMOVE_DUPLICATE = sh`
# An address that the kernel has found to be a duplicate stays unusable until it is added again.
[ "$STATE" != duplicate ] || remove_address`;

const NOTICE_PRIMARY = sh`
[ "$PRIMARY" = no ] || noticed="\${noticed:+$noticed; }$VIRTUAL_IP is a primary address of $INTERFACE, so packets of this host may leave with it; is its own address $HOST_ADDRESS/$PREFIX_LENGTH?"`;

const PREFER = sh`
prefer_virtual_ip
leaves_with_virtual_ip || finish 9 "packets to $PEER_ADDRESS do not leave with $VIRTUAL_IP: see ip route"`;

/** The two halves of a network, in CIDR notation. */
function halves(cidr: Cidr): [Cidr, Cidr] {
  const prefix = prefixLength(cidr) + 1;
  const first = networkAddress(cidr);
  const bytes = first.split(".").map(Number);
  bytes[Math.floor((prefix - 1) / 8)]! += 128 >> ((prefix - 1) % 8);
  return [`${first}/${prefix}`, `${bytes.join(".")}/${prefix}`];
}
