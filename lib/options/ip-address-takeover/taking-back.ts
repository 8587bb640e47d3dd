import { type ShellText, sh } from "../../scripts/shell-text";

/**
 * The part of a watchdog that takes the virtual IP back, the same on Linux, Solaris and AIX. It has `read_token` for the loop, and calls `gateway_answers`, `hardware_address`, `log`,
 * `run_script`, which sets `left` to the token that its run has left, having written its process to a file, `read_role`, which sets `role`, `is_to_be_held`: whether the last run of the control script was to put the virtual
 * IP up, and it is known to be lost, and `is_at_work`: whether the run that has left a token has yet to end. The loop has `missing` and `claimed` empty at
 * its start, and `tried` by `remember_released`.
 * @param isLost What is said of the virtual IP on its interface where it is missing.
 */
export function takingBack(isLost: ShellText): ShellText {
  return sh`
# Sets "last" to the token of the last run of the control script that has decided something, and "process" to that of the last run. One that announced has
# left its own behind the other.
read_token() {
  process='' moment='' announcer=''
  [ ! -f "$TOKEN_FILE" ] || read -r process moment announcer _ <"$TOKEN_FILE"
  last=\${process:+$process $moment}
  process=\${announcer:-$process}
}

# Sets "released" to the token of the run by which this watchdog has released the virtual IP, to be taken back, or to nothing. The next watchdog
# reads it: this one may end before the cut heals.
remember_released() {
  released=$1 tried=''
  { printf '%s\n' "$released" >"$RELEASED_FILE"; } 2>/dev/null
}

# A network service that is set up anew takes off what it has not put there, and the Management Layer does not notice. That was nobody's decision
# where the last run of the control script was to put the virtual IP up, is over, and is the same one at two looks.
notice_loss() {
  read_token
  # One that waits for the peer to let go has lost nothing.
  if is_at_work; then last=''; fi
  # The script writes down its role before its token, so what is asked is the role of that run, or of one that take-back will find. A
  # release does so behind its token, while it is at work.
  is_to_be_held || last=''
  if [ -n "$last" ] && [ "$last" = "$missing" ] && [ "$last" != "$claimed" ]; then
    log "warning: $VIRTUAL_IP ${isLost} $INTERFACE, though the control script was to put it there and has not taken it off"
    claimed=$last released=$last
  fi
  missing=$last
}

somebody_else_has_it() {
  [ -n "$(hardware_address "$VIRTUAL_IP")" ]
}

# A cut that heals before the Management Layer has noticed it changes no role, and then nobody else brings the virtual IP back. The gateway
# is enough for that: it is there that callers are. Any run of the control script since the release or the loss means that somebody has decided,
# and any answer that somebody has it; the script itself looks for such a run once more, when nobody can come in between. What is "up" here already
# was left by a take-back that was killed or has failed after that, or by a release that has failed, or somebody has put it there by hand: the script
# asks once more where it can, and notes that it is to be here.
take_back() {
  read_token
  case $last in
    # A watchdog that ended before it knew the token of its run has written down the process alone, with which the token begins.
    "$released" | "$released "*) ;;
    *) last='' ;;
  esac
  # What was released in the place of a down that has not done its work stays off.
  read_role
  if [ -z "$last" ] || [ "$role" = down ]; then
    remember_released ''
  elif gateway_answers; then
    if [ "$1" = up ]; then
      tries="the gateway answers, and $VIRTUAL_IP is here already: keeping it, unless the control script finds that somebody else has it"
    elif somebody_else_has_it; then
      remember_released ''
      log "the gateway answers, and somebody else has $VIRTUAL_IP by now: leaving it"
      return
    else
      tries="the gateway answers, and nobody has $VIRTUAL_IP: taking it back"
    fi
    # That may go on for hours, so it is told when it begins, and the control script knows whether it fails for another reason than before. What an earlier
    # one has said keeps nothing of this one out of the log, also where the first try of it does not come to say anything.
    again=again
    if [ "$tries" != "$tried" ]; then
      again='' failed=''
      rm -f "$SAID_FILE"
      log "$tries"
    fi
    run_script "$RELEASED_FILE" take-back "$last" $again
    case $1:$code in
      *:0 | *:3) remember_released '' ;;
      # It is here and stays here, as before; the log says what is wrong, which the next look would find just so.
      up:9) remember_released '' ;;
      # Tried again at the next look: after the run that has just failed, or where that has left no token, after the same as now. One that is killed or
      # cannot be started says nothing itself.
      *)
        [ "$code" = "$failed" ] ||
          log "warning: that has failed (code $code): it is tried at each look, and logged again where it fails for another reason"
        remember_released "\${left:-$released}"
        tried=$tries failed=$code
        ;;
    esac
  fi
}`;
}
