import { sh } from "../../scripts/shell-text";

/** The function `is_to_be_logged`, by which a control script for Linux, Solaris or AIX keeps repetitions out of its log. */
export const IS_TO_BE_LOGGED = sh`
# Skips runs that change nothing, and a repeated take-back that ends with the same message as the last one: the watchdog retries at each look, maybe for
# hours, and the repetitions would bury what matters.
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
