import { sh } from "../scripts/shell-text";

/**
 * Defines `is_text` and `reads_in`: the files that a shell script reads in. A file that is named without its folder, or with a folder in a variable, is looked for beside the
 * script. The code uses only what the oldest shells of Solaris and AIX understand.
 */
export const READS_IN = sh`
# A program that is not text has control characters in its first line; characters beyond ASCII may be letters of a comment. The shell itself would lose NUL.
is_text() {
  [ -z "$(head -n 1 "$1" | tr '\000' '\001' | tr -d '[:print:][:space:]\200-\377')" ]
}

# What comes after "." or "source" at the start of a line or of a command: an absolute path, otherwise only the name.
names_read_in() {
  sed -e '/^[[:space:]]*#/d' -e 's/["'\'']//g' "$1" |
    sed -n -e 's/^\(.*[[:space:];&|({]\)\{0,1\}\.[[:space:]][[:space:]]*\([^;&|#]*\).*/\2/p' \
      -e 's/^\(.*[[:space:];&|({]\)\{0,1\}source[[:space:]][[:space:]]*\([^;&|#]*\).*/\2/p' |
    sed -e '/^\//!s/.*\///' -e 's/[[:space:])}].*//'
}

# The paths of the files that a script reads in; a file without its folder is looked for beside the script.
reads_in() {
  is_text "$1" || return 0
  names_read_in "$1" | while read -r named; do
    case $named in
      /*) printf '%s\n' "$named" ;;
      ?*) [ ! -f "\${1%/*}/$named" ] || printf '%s\n' "\${1%/*}/$named" ;;
    esac
  done | sort -u
}`;

/** Defines `script_facts`: what is printed about a script and about the files that it reads in, each by `script_file`, which every system defines for itself. */
export const SCRIPT_FACTS = sh`
# Of a script only the lines that show which address it moves, and no line that may contain a secret; then the same for the files that it reads in.
script_facts() {
  script_file started "$1"
  [ -f "$1" ] && [ -r "$1" ] || return 0
  reads_in "$1" | while read -r path; do script_file file "$path"; done
}`;
