import { type ShellText, sh } from "../shell-text";

/**
 * The functions `take_lock` and `drop_lock`: one run at a time, without flock(1). A lock that is one file or folder has to be broken by
 * name when its holder is dead, and of two runs that do so at once, the second would break the lock of the first. So each run has a claim of its
 * own, with its process in the name: Lamport's bakery. A dead run's claim can be removed by anybody at any time.
 */
export function lockFunctions(): ShellText {
  return sh`
# One run at a time: each draws a number, and the lowest is next. A run that was killed is found by its process, which is not there any more.
take_lock() {
  check_run_directory
  [ -d "$LOCK" ] || mkdir "$LOCK" 2>/dev/null
  [ "$(kind_of "$LOCK")" = directory ] || finish 6 "$LOCK is not a folder of root: remove it"
  # Where ps does not show this run for what it is, every process that lives counts as one.
  BY_NAME=yes
  is_run "$$" || BY_NAME=no
  # Whoever sees a run that is still drawing its number waits until it has one.
  (: >"$LOCK/drawing.$$") 2>/dev/null || finish 6 "$LOCK cannot be written to"
  number=1
  for claim in "$LOCK"/number.*; do
    read_claim
    [ "$theirs" -lt "$number" ] || number=$((theirs + 1))
  done
  CLAIM="$LOCK/number.$number.$$"
  (: >"$CLAIM") 2>/dev/null || finish 6 "$LOCK cannot be written to"
  rm -f "$LOCK/drawing.$$"
  waiting=0
  while somebody_is_first; do
    [ "$waiting" -lt "$LOCK_SECONDS" ] || finish 8 "another run still holds the lock after $LOCK_SECONDS s: see the log and try again"
    rest
    waiting=$((waiting + 1))
  done
}

drop_lock() {
  [ -z "$CLAIM" ] || rm -f "$CLAIM"
  CLAIM=''
}

# Sets "process" and "theirs" for a claim: whose it is, and its number.
read_claim() {
  process=\${claim##*.}
  theirs=\${claim%.*}
  theirs=\${theirs##*.}
  case $theirs in
    '' | *[!0-9]*) theirs=0 ;;
  esac
}

somebody_is_first() {
  for claim in "$LOCK"/drawing.* "$LOCK"/number.*; do
    read_claim
    # A pattern that nothing matches stands for itself.
    if [ "$process" = '*' ] || [ "$claim" = "$CLAIM" ] || [ "$theirs" -gt "$number" ]; then continue; fi
    if [ "$theirs" -eq "$number" ] && [ "$process" -gt "$$" ]; then continue; fi
    if [ "$process" != "$$" ] && is_run "$process"; then return 0; fi
    rm -f "$claim"
  done
  return 1
}

# Whether a process is a run of this program. What ps cuts off at 80 characters counts as one.
is_run() {
  if [ "$BY_NAME" = no ]; then
    kill -0 "$1" 2>/dev/null
    return
  fi
  arguments=$(ps -o args= -p "$1" 2>/dev/null)
  case $arguments in
    *"$RUN_OF"*) return 0 ;;
  esac
  [ \${#arguments} -ge 79 ]
}

check_run_directory() {
  [ -d "$RUN_DIRECTORY" ] || mkdir -p "$RUN_DIRECTORY" 2>/dev/null
  [ "$(kind_of "$RUN_DIRECTORY")" = directory ] || finish 6 "$RUN_DIRECTORY is not a folder of root: remove it"
}

# Says "directory" for a folder of root that nobody else can write to; where it is of root, it is made so.
kind_of() {
  ls -ldn "$1" 2>/dev/null | while read -r mode links owner others; do
    if [ "$owner" = 0 ]; then
      case $mode in
        drwxr-xr-x*) echo directory ;;
        d*) chmod 0755 "$1" && echo directory ;;
      esac
    fi
  done
}`;
}
