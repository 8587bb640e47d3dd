import { type ShellText, sh } from "../shell-text";

/**
 * The functions `take_lock` and `drop_lock`: one run at a time, without flock(1). If a lock were one file or folder, it would have to be broken by
 * name when its holder is dead, and if two runs did so at once, the second would break the lock of the first. So each run has a claim of its own,
 * with its process in the name: Lamport's bakery algorithm. Any run can remove the claim of a dead run at any time.
 */
export function lockFunctions(): ShellText {
  return sh`
# One run at a time: each run draws a number, and the lowest number is next. A run that was killed is recognised by its missing process.
take_lock() {
  check_run_directory
  [ -d "$LOCK" ] || mkdir "$LOCK" 2>/dev/null
  [ "$(kind_of "$LOCK")" = directory ] || finish 6 "$LOCK is not a folder of root: remove it"
  # If ps does not show this run as a run of this program, every living process counts as a run.
  BY_NAME=yes
  is_run "$$" || BY_NAME=no
  # A run that sees another run still drawing its number waits until that run has one.
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

# Sets "process" and "theirs" for a claim: the process that owns it, and its number.
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
    # A pattern that matches nothing stays as it is.
    if [ "$process" = '*' ] || [ "$claim" = "$CLAIM" ] || [ "$theirs" -gt "$number" ]; then continue; fi
    if [ "$theirs" -eq "$number" ] && [ "$process" -gt "$$" ]; then continue; fi
    if [ "$process" != "$$" ] && is_run "$process"; then return 0; fi
    rm -f "$claim"
  done
  return 1
}

# Whether a process is a run of this program. A command line that ps cuts off at 80 characters counts as a run.
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

# Prints "directory" for a folder of root that nobody else can write to. If others can write to a folder of root, it changes that first.
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
