import type { Position } from "../model/origin";
import { show } from "../text/wording";
import type { FactsFile, Unparsed } from "./facts-file";

/** What was understood of a section. */
export interface ReadSection<T> {
  readonly rows: readonly (T & { readonly position: Position })[];
  /** Whether every line was understood, and the command came to its end: only then does the absence of something mean anything. */
  readonly isWhole: boolean;
  /** The place of the section; the place of the file if it has no section of that name. */
  readonly position: Position;
  readonly unparsed: readonly Unparsed[];
}

/** Understands a section line by line; `read` returns undefined for a line that it does not understand. */
export function readSection<T extends object>(
  facts: FactsFile,
  name: string,
  expected: string,
  read: (text: string) => T | undefined,
): ReadSection<T> {
  const section = facts.sections.find((one) => one.name === name);
  // A file that ends before the section is reported separately.
  if (section === undefined) return { rows: [], isWhole: false, position: facts.position, unparsed: [] };
  const { position, lines, code } = section;
  if (code !== undefined && code !== 0)
    return { rows: [], isWhole: false, position, unparsed: [failed(name, position, code, lines[0]?.text)] };
  const rows: (T & { readonly position: Position })[] = [];
  const unparsed: Unparsed[] = [];
  // The last line of a file that was cut off may be half a line, which may mean something different from the whole line.
  const whole = code === undefined ? lines.slice(0, -1) : lines;
  for (const line of whole) {
    const row = read(line.text);
    if (row === undefined) unparsed.push(notUnderstood(name, line.text, line.position, expected));
    else rows.push({ ...row, position: line.position });
  }
  return { rows, isWhole: unparsed.length === 0 && code !== undefined, position, unparsed };
}

/** What a section contains on every system: if it is missing, the command has failed, whatever its exit code was. */
export interface Always<T> {
  /** The words after "does not have": `an address that every host has`. */
  readonly what: string;
  readonly expected: string;
  readonly isThere: (rows: readonly T[]) => boolean;
}

/** The section, which is not complete if it lacks what it contains on every system. */
export function withAlways<T>(
  name: string,
  read: ReadSection<T>,
  { what, expected, isThere }: Always<T>,
): ReadSection<T> {
  if (!read.isWhole || isThere(read.rows)) return read;
  const unparsed: Unparsed = {
    code: "facts-incomplete",
    position: read.position,
    message: `${name} does not have ${what}`,
    found: "no line for it",
    expected,
    fix: "run the collector's command by hand on the system to see why, then collect again",
  };
  return { ...read, isWhole: false, unparsed: [...read.unparsed, unparsed] };
}

/** A host that answered has addresses. */
export const SOME_ADDRESS: Always<object> = {
  what: "any address, though every host has one",
  expected: "at least that of the loopback interface",
  isThere: (rows) => rows.length > 0,
};

/** Sections that are missing from a complete file, so that nothing is silently skipped. */
export function lostSections(
  names: readonly string[],
  { sections, position, writtenBy, environment }: FactsFile,
): Unparsed[] {
  // A survey is of no environment yet.
  const again =
    environment === "-"
      ? "write the surveys again with sip-ha survey of this version, and run those"
      : "write the collectors again with sip-ha facts of this version, and collect with those";
  return names
    .filter((name) => !sections.some((one) => one.name === name))
    .map((name) => ({
      code: "facts-section-missing",
      position,
      message: `the facts have no section ${name}`,
      found: `a collector of version ${writtenBy}`,
      expected: `a section ${name}`,
      fix: again,
    }));
}

function failed(name: string, position: Position, code: number, said: string | undefined): Unparsed {
  return {
    code: "facts-command-failed",
    position,
    message: `the command for ${name} failed with ${code}${code === 124 ? ": it was ended because it took too long" : ""}`,
    found: said === undefined ? "no output" : show(said),
    expected: "exit code 0",
    fix: "run the collector's command by hand on the system to see why, then collect again",
  };
}

function notUnderstood(name: string, text: string, position: Position, expected: string): Unparsed {
  return {
    code: "facts-not-understood",
    position,
    message: `a line of ${name} cannot be understood`,
    found: show(text),
    expected,
    fix: "if the file was edited, collect again; otherwise a version of the system's tools that sip-ha does not know yet prints this",
  };
}
