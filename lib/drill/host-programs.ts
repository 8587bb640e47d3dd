import { type Address, bracketed } from "../model/address";
import type { DrillProgram } from "../operation/drill";
import { assign, blocks, lines, type ShellText, sh } from "../scripts/shell-text";

/** The time after which interfaces that were taken down come up by themselves, in seconds. */
const CUT_SECONDS = 120;

/** Where a pair's SIP Server answers calls on a host. */
export interface SipListener {
  readonly port: number;
  /** The host's own addresses, and the virtual IP. */
  readonly addresses: readonly Address[];
  /** Whether the pair's other server is on the same host: if both listened, ending all listeners would leave no server. */
  readonly isShared: boolean;
}

/** A program that a drill runs on a Linux host, with root's rights. */
export function hostProgram(
  program: DrillProgram,
  listener: SipListener,
): { readonly code: ShellText; readonly does: string } {
  switch (program.kind) {
    case "end-listener":
      return {
        code: endListener(listener),
        does: listener.isShared
          ? `kill -9 for the process that listens on port ${listener.port} there; if several do, none is ended`
          : `kill -9 for each process that listens on port ${listener.port} there`,
      };
    case "cut-interfaces":
      return {
        code: cutInterfaces(program.interfaces),
        does: `takes ${program.interfaces.join(" and ")} down there, and up again after ${CUT_SECONDS} s by itself`,
      };
    case "restore-interfaces":
      return { code: restoreInterfaces(), does: "takes the interfaces up again there" };
  }
}

/** The beginning of each program. */
const SURROUNDINGS = sh`
# The path that sudo or a login gives may lack the folders where some systems have ip and ss.
export PATH="\${PATH:-/usr/bin:/bin}:/usr/sbin:/sbin"`;

/** Whoever listens on the SIP port is the primary SIP Server: no other port shows which process that is, and users choose its name. */
function endListener({ port, addresses, isShared }: SipListener): ShellText {
  const local = addresses.map(bracketed);
  return blocks(
    SURROUNDINGS,
    lines(assign("PORT", port), assign("ADDRESSES", [...local, "0.0.0.0", "[::]", "*"].join(" "))),
    sh`
# The processes that listen on the SIP port of these addresses. A process that has the port on other addresses is not meant.
set -f
listening=$(ss -Hlntup "sport = :$PORT") || exit 9
processes=$(
  printf '%s\n' "$listening" | while read -r _ _ _ _ local _ process; do
    here=\${local%:*}
    for address in $ADDRESSES; do
      [ "\${here%\%*}" != "$address" ] || printf '%s\n' "$process"
    done
  done | grep -o 'pid=[0-9]*' | cut -d= -f2 | sort -u
)
if [ -z "$processes" ]; then
  echo "no process listens on port $PORT" >&2
  exit 3
fi`,
    isShared ? ONE_ALONE : undefined,
    sh`
for process in $processes; do
  # A process may have ended together with its parent process.
  kill -9 "$process" || [ ! -d "/proc/$process" ] || exit 9
  echo "ended the process $process"
done`,
  );
}

const ONE_ALONE = sh`
# Both servers of the pair are on this host: only the primary may have the port; otherwise nobody knows which server this would end.
case $processes in
  *[!0-9]*)
    echo "several processes listen on port $PORT: none was ended" >&2
    exit 3
    ;;
  *) ;;
esac`;

/** The folder that holds, while interfaces are down, their routes and the process that brings them up again. */
const CUT_FOLDER = "/run/sip-ha-drill";

/** Taking an interface down removes the routes through it, even routes that nobody would bring back. So the program saves the routes and puts them back. */
function cutInterfaces(interfaces: readonly string[]): ShellText {
  return blocks(
    SURROUNDINGS,
    lines(
      assign("INTERFACES", interfaces.join(" ")),
      assign("SECONDS_DOWN", CUT_SECONDS),
      assign("FOLDER", CUT_FOLDER),
    ),
    sh`
# An interface on top of another one, such as a VLAN, goes down with it: its routes would not come back, nor perhaps the way to this host.
standing=$(
  ip -o link show | while read -r _ name _; do
    case $name in
      *@*) own=\${name%@*} on=\${name#*@} ;;
      *) continue ;;
    esac
    case " $INTERFACES " in
      *" $own "*) ;;
      *" \${on%:} "*) printf ' %s' "$own" ;;
      *) ;;
    esac
  done
)
if [ -n "$standing" ]; then
  echo "nothing was done, because these interfaces are on top of $INTERFACES and would go down too:$standing" >&2
  exit 3
fi
if ! mkdir "$FOLDER"; then
  echo "interfaces are down already, or $FOLDER was left behind: remove it" >&2
  exit 8
fi
# The routes are saved first; if that fails, nothing is done.
for interface in $INTERFACES; do
  ip -4 route save dev "$interface" >"$FOLDER/$interface" || { rm -r "$FOLDER"; exit 9; }
done
bring_back() {
  for interface in $INTERFACES; do
    ip link set dev "$interface" up
    # The kernel has made the routes of the addresses again; what is there already is left alone.
    ip -4 route restore <"$FOLDER/$interface" 2>/dev/null
  done
  rm -r "$FOLDER"
}
# Goes on without the connection, and brings the interfaces back whatever happens to it.
{
  trap '' HUP
  trap 'bring_back; exit' TERM
  for interface in $INTERFACES; do
    ip link set dev "$interface" down
  done
  sleep "$SECONDS_DOWN" &
  wait
  bring_back
} </dev/null >/dev/null 2>&1 &
echo $! >"$FOLDER/process"
echo "$INTERFACES down for $SECONDS_DOWN s"`,
  );
}

/** If the time is over already, there is nothing left to do. */
function restoreInterfaces(): ShellText {
  return blocks(
    assign("FOLDER", CUT_FOLDER),
    sh`
if [ ! -e "$FOLDER/process" ]; then
  echo "the interfaces are up again already"
  exit 0
fi
read -r process <"$FOLDER/process"
kill "$process" || exit 9
waited=0
while [ -e "$FOLDER" ] && [ "$waited" -lt 5 ]; do
  sleep 1
  waited=$((waited + 1))
done
[ -e "$FOLDER" ] || exit 0
echo "the interfaces are not up again: ip link set dev <interface> up" >&2
exit 9`,
  );
}
