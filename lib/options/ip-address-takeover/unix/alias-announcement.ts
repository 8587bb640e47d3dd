import type { AddressFamily } from "../../../model/address";
import { type ShellText, sh } from "../../../scripts/shell-text";

/** AIX: the function `announce`, and `gateway_answers` where there is a gateway. */
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
      # A newer run silences this one.
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

/** What of the functions depends on the family. */
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
# The kernel has announced the alias. Whether the gateway has listened shows in its answer to a question that is asked from the virtual IP:
# a round a second until it answers, in the background, without the lock and the caller's output.`,
    withoutGateway: sh`
# The kernel has done it; there is no gateway to be asked whether it has listened.`,
    answered: sh`log "announced once; the gateway $GATEWAY answered in round $round"`,
    silent: sh`log "warning: announced once; the gateway $GATEWAY did not answer"`,
    forget: undefined,
  },
  ipv6: {
    about: sh`
# Whether the kernel announces the alias is not known here. So the gateway is told, by a question that is asked from the virtual IP, and that
# it has listened shows in its answer: a round a second until it answers, in the background, without the lock and the caller's output.
# Other neighbours find out by themselves, when the old holder does not answer any more.`,
    withoutGateway: sh`
# There is no gateway to be told; the neighbours find out by themselves, when the old holder does not answer any more.`,
    answered: sh`log "the gateway $GATEWAY answered in round $round"`,
    silent: sh`log "warning: the gateway $GATEWAY did not answer"`,
    forget: sh`
# Without an entry for it, the gateway is looked for first, by a solicitation from the same address as the question; that moves its own
# entry. Every other round, since it may take longer to be found than an answer is waited for.
[ $((round % 2)) -eq 0 ] || bounded /usr/sbin/ndp -d "$GATEWAY" >/dev/null 2>&1`,
  },
};
