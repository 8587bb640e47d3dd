import type { AddressFamily } from "../../../model/address";
import { type ShellText, sh } from "../../../scripts/shell-text";
import { type ConflictPolicy, conductOf } from "../model";

/**
 * The function `announce`. Each round informs all neighbours: for IPv4 by an ARP request and an ARP reply, because equipment differs in which
 * it learns from; for IPv6 by an unsolicited neighbour advertisement. Until the gateway answers, each round also asks it a question from the
 * virtual IP. That moves the entry even of a gateway that ignores unsolicited announcements.
 */
export function announceFunctions(policy: ConflictPolicy, family: AddressFamily): ShellText {
  const watches = !conductOf(policy).asksFirst;
  return sh`
# Announces the virtual IP: one round a second, the first at once. The rounds run in the background, without the lock and the caller's output.
announce() {
  (
    exec </dev/null >/dev/null 2>&1 9>&-
    announce_rounds
  ) &
  announced=yes
}

# Fails if the address is no longer there or a newer run has started, so "down" stops it. A run that could not write its token checks the address alone.
still_ours() {
  token=''
  [ -z "$TOKEN" ] || read -r token <"$TOKEN_FILE"
  [ "$token" = "$TOKEN" ] || return
  read_state
  [ "$STATE" = up ] || [ "$STATE" = unknown ]
}

${watches ? LOG_ASIDE : undefined}
announce_rounds() {
  round=0 total=0 answered=''
  ${watches ? sh`alone='' silent='' stranger=''` : undefined}
  while [ "$round" -lt "$ANNOUNCEMENTS" ]; do
    # The first round needs no check: the address has just been put or seen there.
    [ "$total" -eq 0 ] || still_ours || break
    round=$((round + 1)) total=$((total + 1))
    ${family === "ipv6" ? ADVERTISE : GRATUITOUS_ARP}
    sleep 1 &
    if [ -n "$GATEWAY" ] && [ -z "$answered" ]; then
      ${family === "ipv6" ? ASK_BY_SOLICITATION : ASK_BY_ARP}
    fi
    ${watches ? watch(family) : undefined}
    wait
  done
  if [ -z "$GATEWAY" ]; then
    log "announced in $total rounds"
  elif [ -n "$answered" ]; then
    log "announced in $total rounds; the gateway $GATEWAY answered in round $answered"
  else
    log "warning: announced in $total rounds; the gateway $GATEWAY did not answer"
  fi
}`;
}

const LOG_ASIDE = sh`
# Logs in the background: the rounds go on even if the log's disk hangs, and the end of a round does not wait for it.
log_aside() {
  (log "$1" &)
}

`;

const GRATUITOUS_ARP = sh`
timeout -k 1 2 arping -q -U -c 1 -w 1 -I "$INTERFACE" "$VIRTUAL_IP" &
timeout -k 1 2 arping -q -A -c 1 -w 1 -I "$INTERFACE" "$VIRTUAL_IP" &`;

const ADVERTISE = sh`
timeout -k 1 2 ndptool -t na -U -i "$INTERFACE" -T "$VIRTUAL_IP" send &`;

const ASK_BY_ARP = sh`
timeout -k 1 2 arping -q -f -c 1 -w 1 -s "$VIRTUAL_IP" -I "$INTERFACE" "$GATEWAY" && answered=$total`;

const ASK_BY_SOLICITATION = sh`
timeout -k 1 2 ndisc6 -q -1 -r 1 -w 1000 -s "$VIRTUAL_IP" "$GATEWAY" "$INTERFACE" && answered=$total`;

/**
 * Looks for another holder. It asks from the host's own address, as no kernel answers its own question. Otherwise the host's other interfaces on
 * the same wire would answer that they have it.
 */
function watch(family: AddressFamily): ShellText {
  return sh`
# After half a second the peer has had time to release: a host that answers now holds the address as well. If it has done so from the start,
# it is an old holder: announce again, for a minute. If it came later, it has taken over from this host, and its announcement must be the last.
sleep 0.5
if ${family === "ipv6" ? sh`probe` : sh`probe -f -s "$HOST_ADDRESS"`}; then
  if [ -z "$HOLDER" ]; then
    # An answer may be lost: only two looks in a row show that nobody else has it.
    alone=$silent silent=yes
  elif [ -n "$alone" ]; then
    log_aside "warning: $HOLDER has taken $VIRTUAL_IP, which this host holds as well; the peer is $PEER_ADDRESS"
    round=$ANNOUNCEMENTS
  else
    [ "$HOLDER" = "$stranger" ] || log_aside "warning: $HOLDER holds $VIRTUAL_IP as well; the peer is $PEER_ADDRESS"
    stranger=$HOLDER silent=''
    [ "$total" -ge 60 ] || round=0
  fi
fi`;
}
