import { type ShellText, sh } from "../../scripts/shell-text";

/**
 * The part of a watchdog that takes the virtual IP back, the same on Linux, Solaris and AIX. It has `read_token` for the loop, and calls these functions:
 *  - `gateway_answers`, `hardware_address` and `log`;
 *  - `run_script`, which writes the process of its run to a file and sets `left` to the token that the run has left;
 *  - `read_role`, which sets `role`;
 *  - `is_to_be_held`: whether the last run of the control script was to put the virtual IP up, and the virtual IP is known to be lost;
 *  - `is_at_work`: whether the run that has left a token has yet to end.
 *
 * At its start the loop empties `missing` and `claimed`; `remember_released` empties `tried`.
 * @param isLost What the log says of the virtual IP and its interface if it is missing.
 */
export function takingBack(isLost: ShellText): ShellText {
  return sh`
# Sets "last" to the token of the last run of the control script that decided something, and "process" to the process of the last run. A run that
# announced has written its own token behind the other.
read_token() {
  process='' moment='' announcer=''
  [ ! -f "$TOKEN_FILE" ] || read -r process moment announcer _ <"$TOKEN_FILE"
  last=\${process:+$process $moment}
  process=\${announcer:-$process}
}

# Sets "released" to the token of the run by which this watchdog has released the virtual IP, to be taken back, or to nothing. It is written to a file
# for the next watchdog: this one may end before the cut heals.
remember_released() {
  released=$1 tried=''
  { printf '%s\n' "$released" >"$RELEASED_FILE"; } 2>/dev/null
}

# A network service that is set up again removes addresses that it has not added, and the Management Layer does not notice. That was nobody's decision if
# the last run of the control script was to put the virtual IP up, is over, and is the same at two looks.
notice_loss() {
  read_token
  # A run that waits for the peer to let go has lost nothing.
  if is_at_work; then last=''; fi
  # The script writes its role before its token, so this is the role of that run, or of a later run that take-back will find. A
  # release writes its role after its token, while it is at work.
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

# A cut that heals before the Management Layer has noticed it changes no role, and then nobody else brings the virtual IP back. An answer of the
# gateway is enough for that: callers come from there. Any run of the control script since the release or the loss means that somebody has decided.
# Any answer for the virtual IP means that somebody has it. The script itself looks for such a run once more, when nobody can come in between. If the
# virtual IP is "up" here already, a take-back that was killed or failed after adding it has left it, or a release that failed, or somebody has put
# it there by hand. The script then asks once more if it can, and notes that the virtual IP is to be here.
take_back() {
  read_token
  case $last in
    # A watchdog that ended before it knew the token of its run has written the process alone, with which the token begins.
    "$released" | "$released "*) ;;
    *) last='' ;;
  esac
  # If a down has not done its work and a release has done it instead, the virtual IP stays off.
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
    # The tries may go on for hours, so the log says when they begin, and the control script logs a failure only if its reason is new. What an earlier
    # series has logged keeps nothing of this series out of the log, even if its first try does not get as far as logging anything.
    again=again
    if [ "$tries" != "$tried" ]; then
      again='' failed=''
      rm -f "$SAID_FILE"
      log "$tries"
    fi
    run_script "$RELEASED_FILE" take-back "$last" $again
    case $1:$code in
      *:0 | *:3) remember_released '' ;;
      # It is here and stays here, as before. The log says what is wrong; the next look would find the same.
      up:9) remember_released '' ;;
      # Tried again at the next look: after the run that has just failed, or, if that has left no token, after the same run as now. A run that is killed
      # or cannot be started logs nothing itself.
      *)
        [ "$code" = "$failed" ] ||
          log "warning: that has failed (code $code): it is tried again at each look, and logged again if it fails for another reason"
        remember_released "\${left:-$released}"
        tried=$tries failed=$code
        ;;
    esac
  fi
}`;
}
