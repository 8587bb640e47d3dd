import { type AddressFamily, type Cidr, isIpv6, netmask, prefixLength } from "../../../model/address";
import { wholeSeconds } from "../../../model/duration";
import { assign, blocks, comment, lines, program, ShellText, sh, sharedCode } from "../../../scripts/shell-text";
import { lockFunctions } from "../../../scripts/unix/lock";
import {
  boundedFunction,
  INTERPRETER,
  LOG_DIRECTORY,
  logFunction,
  needRootFunction,
  needToolsFunction,
  prologue,
  RUN_DIRECTORY,
  restFunction,
} from "../../../scripts/unix/prologue";
import type { FileText, SharedText } from "../../../text/file-text";
import { EXIT_CODES } from "../exit-codes";
import { controlScriptName, type TakeoverSide } from "../model";
import { controlScriptHeader } from "../shell-access";
import { IS_TO_BE_LOGGED } from "../told-once";
import { TOLD_TO_END, TOLD_TO_END_USAGE, TRAP_SIGNALS } from "../told-to-end";
import { hexadecimalNetmask } from "./netmask";
import { type UnixSystem, variantOf } from "./unix-system";

/** The program that puts the pair's virtual IP on a Solaris or AIX host or takes it off. */
export function controlScript(system: UnixSystem, side: TakeoverSide): FileText {
  const code = body(system, side);
  return program(INTERPRETER, blocks(controlScriptHeader(side, USAGE), assignments(system, side, code)), code);
}

/** The commands, by absolute path, that the script calls and that a host may lack. */
export function controlScriptTools({ families }: UnixSystem, family: AddressFamily): string[] {
  const { always, up } = families[family].tools;
  return [...always, ...up];
}

/** All that follows the assignments depends on the settings alone, and is written once for all hosts that share them. */
function body(system: UnixSystem, side: TakeoverSide): SharedText {
  const variant = variantOf(side);
  const { policy, family, hasGateway } = variant;
  return sharedCode(`control script: ${system.name} ${policy} ${family} ${hasGateway}`, () =>
    blocks(
      prologue(system.name),
      FINISH,
      TOLD_TO_END,
      IS_TO_BE_LOGGED,
      NEWEST,
      logFunction(),
      boundedFunction(),
      restFunction(),
      needRootFunction(),
      needToolsFunction(system.name),
      lockFunctions(),
      NOTE_ROLE,
      NEED_STATE,
      checkHost(system, family),
      ...system.functions(variant),
      main(system, family),
    ),
  );
}

const USAGE = comment(
  [
    "  up        put the virtual IP on the interface, which announces it",
    "  down      take it off; the host's own address stays",
    "  status    report whether it is up here; needs no root and writes no log",
    "  announce  announce it again if it is up here; interrupts it for a moment",
    "",
    "For the start of the system and the watchdog:",
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

/** Only those that the code uses: the systems and policies differ in that. */
function assignments(system: UnixSystem, side: TakeoverSide, code: SharedText): ShellText {
  const { pair, host, takeover, network, sipInterface, peerSipInterface } = side;
  const whereUsed = (name: string, value: string | number) =>
    code.text.includes(`$${name}`) ? assign(name, value) : undefined;
  return lines(
    assign("NAME", controlScriptName(pair)),
    assign("PAIR", pair.name),
    assign("HOST", host.name),
    assign("VIRTUAL_IP", takeover.virtualIp),
    ...networkOf(system, network.cidr),
    assign("INTERFACE", sipInterface.name),
    assign("HOST_ADDRESS", sipInterface.address),
    whereUsed("PEER_ADDRESS", peerSipInterface.address),
    whereUsed("GATEWAY", network.gateway ?? ""),
    whereUsed("ANNOUNCEMENTS", takeover.announcements),
    whereUsed("PROBE_SECONDS", wholeSeconds(takeover.probeTimeout)),
    assign("LOCK_SECONDS", wholeSeconds(takeover.lockTimeout)),
    assign("RUN_DIRECTORY", RUN_DIRECTORY),
    assign("LOG_DIRECTORY", LOG_DIRECTORY),
    new ShellText(`# The arguments of every run of this script contain this; those of the watchdog do not.
RUN_OF="$NAME "
LOCK="$RUN_DIRECTORY/$PAIR.lock"
TOKEN_FILE="$RUN_DIRECTORY/$PAIR.token"
ROLE_FILE="$RUN_DIRECTORY/$PAIR.role"
SAID_FILE="$RUN_DIRECTORY/$PAIR.said"
LOG="$LOG_DIRECTORY/$NAME.log"`),
  );
}

function networkOf({ netmaskPrefix }: UnixSystem, cidr: Cidr): ShellText[] {
  if (isIpv6(cidr)) return [assign("PREFIX_LENGTH", prefixLength(cidr))];
  return [assign("NETMASK", netmask(cidr)), assign("PRINTED_NETMASK", netmaskPrefix + hexadecimalNetmask(cidr))];
}

const FINISH = sh`
# Ends the run: a line for the operator, a line in the log, the exit code. It frees the lock first, so the next run need not wait for the log's disk.
finish() {
  drop_lock
  if is_to_be_logged "$1 $2"; then
    [ -z "$noticed" ] || log "warning: $noticed"
    log "$COMMAND: $BEFORE -> $STATE, exit $1, $((WAITED * 1000)) ms: $2"
  fi
  if [ "$1" -eq 0 ]; then
    printf '%s: %s\n' "$NAME" "$2" 2>/dev/null
  else
    printf '%s: %s\n' "$NAME" "$2" >&2
  fi
  exit "$1"
}`;

const NEWEST = sh`
# Whether no other run has started since this one. A run that could not write its token takes itself for the newest.
is_newest() {
  token=''
  [ -z "$TOKEN" ] || read -r token <"$TOKEN_FILE"
  [ "$token" = "$TOKEN" ]
}`;

const NEED_STATE = sh`
# Ends the run if the state is unknown: then nobody knows what there is to do.
need_state() {
  [ "$STATE" != unknown ] || finish 9 "ifconfig does not say where $VIRTUAL_IP is"
}`;

const NOTE_ROLE = sh`
# Writes the role for the release at boot, which then does nothing, and for the watchdog.
note_role() {
  { printf '%s\n%s\n' "$boot" "$1" >"$ROLE_FILE"; } 2>/dev/null
}`;

function checkHost({ families }: UnixSystem, family: AddressFamily): ShellText {
  const { absent, bringUp } = families[family];
  return sh`
${WHY_OWN[family]}
check_host() {
  case $FLAGS in
    '') finish 6 "${absent}" ;;
    *,UP,*) ;;
    *) finish 6 "the interface $INTERFACE is down: bring it up with: ${bringUp}" ;;
  esac
  [ "$OWN" = yes ] || finish 6 "the host's own address $HOST_ADDRESS is not on $INTERFACE"
  check_interface
}`;
}

const WHY_OWN: Readonly<Record<AddressFamily, ShellText>> = {
  ipv4: sh`
# The host's own address must be there first: without it the virtual IP would become the interface's first address.`,
  ipv6: sh`
# The host's own address must be there first: without it everything would leave with the virtual IP.`,
};

/** What the commands do. */
function main(system: UnixSystem, family: AddressFamily): ShellText {
  const { tools } = system.families[family];
  const always = toolList(tools.always);
  const declared = DECLARED[family];
  return sh`
# The run begins here.
COMMAND=\${1-} AGAIN=\${3-} BEFORE=unknown STATE=unknown CLAIM='' error='' noticed=''
case $#:$COMMAND:\${3-} in
  1:up: | 1:down: | 1:status: | 1:announce: | 1:boot: | 2:take-back: | 3:take-back:again | 2:release:) ;;
  *)
    printf 'usage: %s up | down | status | announce\n' "$NAME" >&2
    exit 2
    ;;
esac
${TRAP_SIGNALS}

if [ "$COMMAND" = status ]; then
  need_tools ${always}
  read_state
  case $STATE in
    up) finish 0 "up: $VIRTUAL_IP is on $INTERFACE of $HOST" ;;
    down) finish 3 "down: $VIRTUAL_IP is not on $HOST" ;;
    misplaced) finish 6 "misplaced: $HOST has $PLACE, which should be ${declared} on $INTERFACE" ;;
    ${system.furtherStates}
    *) finish 9 "unknown: ifconfig does not say where $VIRTUAL_IP is" ;;
  esac
fi

need_root
need_tools ${always}
case $COMMAND in
  # Releasing must work even if announcing cannot.
  down | boot | release) ;;
  *) need_tools ${toolList(tools.up)} ;;
esac
[ "$VIRTUAL_IP" != "$HOST_ADDRESS" ] || finish 6 "$VIRTUAL_IP is the host's own address, which never moves"
take_lock
read_state
BEFORE=$STATE

# The time when the host started: what was written before that no longer counts.
boot=$(bounded who -b 2>/dev/null)
boot=$(printf '%s' "$boot" | tr -s ' ' _)
role_of='' role=''
[ ! -f "$ROLE_FILE" ] || { read -r role_of && read -r role; } <"$ROLE_FILE"
if [ -z "$boot" ] || [ "$role_of" != "$boot" ]; then role=''; fi
# The token of the last run that decided something.
process='' moment=''
[ ! -f "$TOKEN_FILE" ] || read -r process moment _ <"$TOKEN_FILE"
decided=\${process:+$process $moment}
TOKEN="$$ $(date -u +%Y%m%d%H%M%S)"
case $COMMAND in
  announce)
    need_state
    [ "$STATE" = up ] || finish 3 "$VIRTUAL_IP is not up on $HOST, so there is nothing to announce"
    # It decides nothing: the token of the run that decided stays before its own.
    TOKEN="\${decided:+$decided }$TOKEN"
    ;;
  boot)
    [ -z "$role" ] || finish 0 "a role was assigned since the host has started, so $VIRTUAL_IP stays as it is"
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
# A new token stops what earlier runs have left in the background, and tells the watchdog that somebody has decided. Callers must be served
# even if it cannot be written.
{ printf '%s\n' "$TOKEN" >"$TOKEN_FILE"; } 2>/dev/null ||
  { TOKEN='' && noticed="\${noticed:+$noticed; }$TOKEN_FILE cannot be written, so earlier runs may go on in the background"; }
# Not earlier: an up or a down has been decided even if the state is unknown.
need_state

case $COMMAND in
  announce)
    check_host
    announce_again
    read_state
    [ "$STATE" = up ] || finish 9 "$VIRTUAL_IP is not on $INTERFACE after announcing it: $error"
    finish 0 "announcing $VIRTUAL_IP on $INTERFACE"
    ;;
  up | take-back)
    check_host
    case $STATE in
      misplaced) finish 6 "$HOST has $PLACE already, which should be ${declared} on $INTERFACE: remove it" ;;
      up) did='was up already' ;;
      *)
        take_address
        did='is up'
        ;;
    esac
    read_state
    [ "$STATE" != unknown ] || finish 9 "ifconfig does not say where $VIRTUAL_IP is after adding it"
    [ "$STATE" = up ] || finish 9 "$VIRTUAL_IP is not on $INTERFACE after adding it: $error"
    # Not earlier, as nobody has decided a take-back: if it fails, the virtual IP is no more wanted here than before.
    [ "$COMMAND" = up ] || note_role take-back
    announce
    finish 0 "$VIRTUAL_IP $did on $INTERFACE of $HOST"
    ;;
  down | boot | release)
    # Written after the token: if this run is killed between the two, the virtual IP is still to be here. If a down has not done its work, its role stays:
    # the watchdog then releases instead of that down, and must not take back what it releases.
    if [ "$COMMAND" = release ] && [ "$role" != down ]; then note_role release; fi
    had_host_address=$OWN
    remove_address
    read_state
    [ "$STATE" != unknown ] || finish 9 "ifconfig does not say where $VIRTUAL_IP is after removing it"
    [ "$STATE" != misplaced ] || finish 6 "$HOST has $PLACE, which this script does not manage: remove it"
    [ "$STATE" = down ] || finish 9 "$VIRTUAL_IP is still on $INTERFACE: $error"
    if [ "$had_host_address" = yes ] && [ "$OWN" = no ]; then
      finish 9 "the host's own address $HOST_ADDRESS is no longer on $INTERFACE: add it again"
    fi
    [ "$BEFORE" != down ] || finish 0 "$VIRTUAL_IP was not on $HOST"
    finish 0 "$VIRTUAL_IP is released by $HOST"
    ;;
esac`;
}

/** The virtual IP as it should be. */
const DECLARED: Readonly<Record<AddressFamily, ShellText>> = {
  ipv4: sh`$VIRTUAL_IP with the netmask $PRINTED_NETMASK`,
  ipv6: sh`$VIRTUAL_IP/$PREFIX_LENGTH`,
};

function toolList(tools: readonly string[]): ShellText {
  return new ShellText(tools.join(" "));
}
