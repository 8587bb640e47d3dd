import { assign, blocks, comment, lines, program, type ShellText, sh, sharedCode } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { type CollectorHead, headComment, headVariables } from "./collector-head";

/** What a collector is made of. */
export interface CollectorParts extends CollectorHead {
  /** Its own code, before what it shares with others of its kind. */
  readonly own: ShellText;
  /** Names the shared code, of which there is one. */
  readonly kind: string;
  /** Functions that print facts. */
  readonly functions: ShellText;
  /** What has to be there or asked for before anything is collected; nothing where not given. */
  readonly before?: ShellText;
  /** Calls of `section` with a name and a command. */
  readonly sections: ShellText;
  /** @default a POSIX shell beside which there is timeout(1), as on Linux */
  readonly shell?: CollectorShell;
}

/** The shell that runs a collector. */
export interface CollectorShell {
  /** What its first line names. */
  readonly interpreter: string;
  /** What a program starts with; it has the function `bounded`, which ends a command that hangs. */
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

/** Defines `find_above`: a file that is not seen may be hidden by a folder above it. */
export const FIND_ABOVE: ShellText = sh`
# Sets "above" to the nearest folder above a path that is there, or to nothing where that is the root.
find_above() {
  above=\${1%/*}
  while [ -n "$above" ] && [ ! -d "$above" ]; do above=\${above%/*}; done
}`;

const SECTION = sh`
SECTIONS=0

# Prints what a command prints, each line behind a space, between its name and its exit code. This program may be what the shell reads as its input.
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
