import type { AddressFamily } from "../../../model/address";
import { type ShellText, sh } from "../../../scripts/shell-text";

/** AIX: the function `announce`, and `gateway_answers` if there is a gateway. */
export function announceFunctions(family: AddressFamily, hasGateway: boolean): ShellText {
  const { about, withoutGateway, answered, silent, forget } = OF_FAMILY[family];
  if (!hasGateway)
    return sh`
${withoutGateway}
announce() {
  :
}`;
  return sh`
${about}
announce() {
  (
    exec </dev/null >/dev/null 2>&1
    round=0
    while [ "$round" -lt "$ANNOUNCEMENTS" ]; do
      # A newer run stops this one.
      is_newest || exit
      round=$((round + 1))
      ${forget}
      if gateway_answers "$VIRTUAL_IP"; then
        ${answered}
        exit
      fi
      sleep 1
    done
    if gateway_answers "$HOST_ADDRESS"; then
      log "warning: the gateway $GATEWAY answers to $HOST_ADDRESS, and not to $VIRTUAL_IP: it may send to another host; see the command announce"
    else
      ${silent}
    fi
  ) &
}

gateway_answers() {
  case $(bounded /usr/sbin/ping -n -S "$1" -c 1 -w 1 "$GATEWAY" 2>/dev/null) in
    *' icmp_seq='*) return 0 ;;
  esac
  return 1
}`;
}

/** The parts of the functions that depend on the family. */
interface FamilyAnnouncement {
  readonly about: ShellText;
  readonly withoutGateway: ShellText;
  /** What is logged when the gateway has answered, and when it has not. */
  readonly answered: ShellText;
  readonly silent: ShellText;
  /** What comes before the question. */
  readonly forget: ShellText | undefined;
}

const OF_FAMILY: Readonly<Record<AddressFamily, FamilyAnnouncement>> = {
  ipv4: {
    about: sh`
# The kernel has announced the alias. The gateway's answer to a question from the virtual IP shows whether it has listened: one round a
# second until it answers, in the background, without the lock and the caller's output.`,
    withoutGateway: sh`
# The kernel has announced the alias; there is no gateway to ask whether it has listened.`,
    answered: sh`log "announced once; the gateway $GATEWAY answered in round $round"`,
    silent: sh`log "warning: announced once; the gateway $GATEWAY did not answer"`,
    forget: undefined,
  },
  ipv6: {
    about: sh`
# Whether the kernel announces the alias is not known here. So a question from the virtual IP tells the gateway, and its answer shows that it
# has listened: one round a second until it answers, in the background, without the lock and the caller's output. Other neighbours find out
# by themselves, when the old holder no longer answers.`,
    withoutGateway: sh`
# There is no gateway to tell; the neighbours find out by themselves, when the old holder no longer answers.`,
    answered: sh`log "the gateway $GATEWAY answered in round $round"`,
    silent: sh`log "warning: the gateway $GATEWAY did not answer"`,
    forget: sh`
# Without an entry for the gateway, the kernel looks for it first, by a solicitation from the address of the question. That moves the gateway's
# own entry. Only every other round, because finding the gateway may take longer than the wait for an answer.
[ $((round % 2)) -eq 0 ] || bounded /usr/sbin/ndp -d "$GATEWAY" >/dev/null 2>&1`,
  },
};
