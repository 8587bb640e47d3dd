import type { FactsFile, Unparsed } from "../drift/facts-file";
import { addressesIn } from "../drift/persistent-mention";
import { readSection } from "../drift/section-reader";
import type { Address } from "../model/address";
import type { Position } from "../model/origin";

/** A line of a file that was surveyed. */
export interface SurveyedLine {
  readonly line: number;
  readonly text: string;
  /** The addresses in it; none in a comment. */
  readonly addresses: readonly Address[];
  readonly position: Position;
}

/** Why nothing of a file was read: `binary` is a program that is not text. */
export type UnreadState = "missing" | "hidden" | "binary";

/** A file that was looked at: a script, or a file that it reads in. */
export interface SurveyedFile {
  readonly path: string;
  readonly state: "read" | UnreadState;
  /** Whether the survey was given this file; otherwise the file before it reads it in. */
  readonly isStarted: boolean;
  readonly group?: string | undefined;
  /** The lines that may say something. */
  readonly lines: readonly SurveyedLine[];
  readonly position: Position;
}

/** Whether a line of a script is not run: a comment of a shell, a batch file or Visual Basic. */
export function isComment(text: string): boolean {
  return /^\s*(?:#|;|::|'|@?rem(?:\s|$))/i.test(text);
}

/** The section `scripts` of a survey. */
export function surveyedScripts(facts: FactsFile): {
  readonly files: readonly SurveyedFile[];
  readonly unparsed: readonly Unparsed[];
} {
  const expected = "started, file, rights, line, missing, hidden or binary, and what it is";
  const { rows, unparsed } = readSection(facts, "scripts", expected, fileLine);
  const files: (SurveyedFile & { lines: SurveyedLine[]; group?: string | undefined })[] = [];
  // Rights and lines belong to the file that was named last.
  for (const { word, rest, position } of rows) {
    const last = files.at(-1);
    if (word === "line") {
      const text = rest.slice(rest.indexOf(":") + 1).trim();
      const addresses = isComment(text) ? [] : addressesIn(text);
      last?.lines.push({ line: Number.parseInt(rest, 10), text, addresses, position });
    } else if (word === "rights") {
      if (last !== undefined) last.group = rest.split(" ")[2];
    } else {
      const state = word === "started" || word === "file" ? "read" : word;
      files.push({ path: rest, state, isStarted: word !== "file", lines: [], position });
    }
  }
  return { files, unparsed };
}

interface FileLine {
  readonly word: "started" | "file" | "rights" | "line" | UnreadState;
  readonly rest: string;
}

function fileLine(text: string): FileLine | undefined {
  const [, word, rest] = /^(started|file|rights|line|missing|hidden|binary) (.+)$/.exec(text) ?? [];
  if (rest === undefined || (word === "line" && !/^\d+:/.test(rest))) return undefined;
  return { word: word as FileLine["word"], rest };
}
