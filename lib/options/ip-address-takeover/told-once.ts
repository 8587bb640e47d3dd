import { sh } from "../../scripts/shell-text";

/** The function `is_to_be_logged`, by which a control script for Linux, Solaris or AIX keeps out of its log what that has already. */
export const IS_TO_BE_LOGGED = sh`
# Not what changes nothing, and not a take-back that is tried again and says what the one before has said: the watchdog tries one that fails at each look,
# maybe for hours, and a log that is full of that hides what matters.
is_to_be_logged() {
  case $COMMAND in
    status) return 1 ;;
    take-back) ;;
    *) return 0 ;;
  esac
  said=$(cat "$SAID_FILE" 2>/dev/null)
  if [ "$AGAIN $said" = "again $1" ]; then return 1; fi
  { printf '%s\n' "$1" >"$SAID_FILE"; } 2>/dev/null
  return 0
}`;
