import { assign, blocks, comment, lines, program, type ShellText, sh, sharedCode } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { type CollectorHead, headComment, headVariables } from "./collector-head";

/** The parts of a collector. */
export interface CollectorParts extends CollectorHead {
  /** Its own code, before the code that it shares with others of its kind. */
  readonly own: ShellText;
  /** Names the shared code, which exists once. */
  readonly kind: string;
  /** Functions that print facts. */
  readonly functions: ShellText;
  /** What has to be checked or asked for before anything is collected; nothing if not given. */
  readonly before?: ShellText;
  /** Calls of `section` with a name and a command. */
  readonly sections: ShellText;
  /** @default a POSIX shell with timeout(1), as on Linux */
  readonly shell?: CollectorShell;
}

/** The shell that runs a collector. */
export interface CollectorShell {
  /** The path in its first line. */
  readonly interpreter: string;
  /** The start of a program; it has the function `bounded`, which ends a command that hangs. */
  readonly start: ShellText;
}

/** A program for any POSIX shell that only reads, and writes facts to standard output. */
export function collectorProgram(parts: CollectorParts): FileText {
  const { own, kind, functions, before, sections, shell = WITH_TIMEOUT } = parts;
  const names = lines(...headVariables(parts).map(([name, value]) => assign(name, value)));
  return program(
    shell.interpreter,
    blocks(comment(headComment(parts)), names, own),
    sharedCode(`facts of ${kind}`, () => blocks(shell.start, SECTION, functions, before, HEADER, sections, END)),
  );
}

const WITH_TIMEOUT: CollectorShell = {
  interpreter: "/bin/sh",
  start: sh`
set -u
# The caller's language and search path must not change what this prints.
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin

# Ends a command that hangs.
bounded() {
  timeout -k 1 10 "$@"
}`,
};

/** Defines `find_above`: a folder above a file may hide the file. */
export const FIND_ABOVE: ShellText = sh`
# Sets "above" to the nearest existing folder above a path, or to nothing if that is the root.
find_above() {
  above=\${1%/*}
  while [ -n "$above" ] && [ ! -d "$above" ]; do above=\${above%/*}; done
}`;

const SECTION = sh`
SECTIONS=0

# Prints the output of a command, each line after a space, between its name and its exit code. The shell may read this program from its standard input.
section() {
  printf '== %s\n' "$1"
  shift
  said=$("$@" 2>&1 </dev/null)
  code=$?
  [ -z "$said" ] || printf '%s\n' "$said" | sed 's/^/ /'
  printf '%s %s\n' -- "$code"
  SECTIONS=$((SECTIONS + 1))
}`;

const HEADER = sh`
printf 'sip-ha-facts %s\npackage %s\nenvironment %s\nof %s\n' "$FORMAT" "$PACKAGE" "$ENVIRONMENT" "$OF"
printf 'time %s\nsystem %s\naccount %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(uname -n)" "$(id -un)"`;

const END = sh`
printf 'end %s\n' "$SECTIONS"`;
