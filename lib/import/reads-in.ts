import { sh } from "../scripts/shell-text";

/**
 * Defines `is_text` and `reads_in`: the files that a script of a shell reads in. One that is named without its folder, or with one that is in a variable, is looked for beside the
 * script. In words that the oldest shells of Solaris and AIX understand.
 */
export const READS_IN = sh`
# A program that is no text has control characters in its first line; what is beyond ASCII may be letters of a comment. The shell itself would lose NUL.
is_text() {
  [ -z "$(head -n 1 "$1" | tr '\000' '\001' | tr -d '[:print:][:space:]\200-\377')" ]
}

# What stands behind "." or "source" at the start of a line or of a command: an absolute path, else the name alone.
names_read_in() {
  sed -e '/^[[:space:]]*#/d' -e 's/["'\'']//g' "$1" |
    sed -n -e 's/^\(.*[[:space:];&|({]\)\{0,1\}\.[[:space:]][[:space:]]*\([^;&|#]*\).*/\2/p' \
      -e 's/^\(.*[[:space:];&|({]\)\{0,1\}source[[:space:]][[:space:]]*\([^;&|#]*\).*/\2/p' |
    sed -e '/^\//!s/.*\///' -e 's/[[:space:])}].*//'
}

# The paths of the files that a script reads in; one without its folder is looked for beside it.
reads_in() {
  is_text "$1" || return 0
  names_read_in "$1" | while read -r named; do
    case $named in
      /*) printf '%s\n' "$named" ;;
      ?*) [ ! -f "\${1%/*}/$named" ] || printf '%s\n' "\${1%/*}/$named" ;;
    esac
  done | sort -u
}`;

/** Defines `script_facts`: what is told of a script and of what it reads in, each by `script_file`, which every system has of its own. */
export const SCRIPT_FACTS = sh`
# Of a script only the lines that tell which address it moves, and none that may hold a secret; then the same of what it reads in.
script_facts() {
  script_file started "$1"
  [ -f "$1" ] && [ -r "$1" ] || return 0
  reads_in "$1" | while read -r path; do script_file file "$path"; done
}`;
