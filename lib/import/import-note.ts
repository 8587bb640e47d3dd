import type { FactsFile } from "../drift/facts-file";
import { formatPosition, type Position } from "../model/origin";
import { plain, show } from "../text/wording";

/**
 * What an import has to say besides the file.
 *  - `unparsed`: what was collected cannot be understood at this place.
 *  - `left`: it exists, but the environment file cannot express it.
 *  - `unknown`: the environment file needs it, but nothing that was collected says it.
 *  - `stays`: it belongs to the site, and nothing of this package touches it.
 */
export type NoteKind = "unparsed" | "left" | "unknown" | "stays";

/** Something that does not get into the file as it is, and what that means. */
export interface ImportNote {
  readonly kind: NoteKind;
  /** Stable, for searching and scripting. */
  readonly code: string;
  /** The object or the host: `application SIP_In_P`. */
  readonly of: string;
  /** The place in the facts. Undefined if there are none. */
  readonly position?: Position | undefined;
  readonly message: string;
  readonly found?: string | undefined;
  readonly fix: string;
}

/** A value as it was collected, with its place. */
export interface Sourced<T> {
  readonly value: T;
  readonly position: Position;
}

/** `configuration-layer.json:41`, where a value of the file comes from: without the folder, so that the file is the same wherever the facts are. */
export function placeText({ file, line }: Position): string {
  return `${file.split(/[\\/]/).at(-1)}:${line}`;
}

const WORDS: Readonly<Record<NoteKind, string>> = {
  unparsed: "not understood",
  left: "not carried over",
  unknown: "not known",
  stays: "left as it is",
};

/** The notes as an engineer reads them, and their numbers. */
export function notesText(notes: readonly ImportNote[]): string {
  const kinds = ["stays", "unparsed", "unknown", "left"] as const;
  const count = (kind: NoteKind) => `${notes.filter((one) => one.kind === kind).length} ${WORDS[kind]}`;
  return [
    ...kinds.flatMap((kind) => notes.filter((one) => one.kind === kind).map(noteText)),
    kinds.toReversed().map(count).join(", "),
  ].join("\n\n");
}

function noteText({ kind, code, of, position, message, found, fix }: ImportNote): string {
  return [
    `${position === undefined ? "" : `${formatPosition(position)} `}${WORDS[kind]} ${code}`,
    `  ${plain(of)}: ${plain(message)}`,
    ...(found === undefined ? [] : [`  found: ${plain(found)}`]),
    `  fix:   ${plain(fix)}`,
  ].join("\n");
}

/** If there are two surveys of one host or device, the later one is used. */
export function surveyedTwice(of: string, { position }: FactsFile, taken: FactsFile): ImportNote {
  return {
    kind: "unparsed",
    code: "survey-twice",
    of,
    position,
    message: "it was surveyed twice; this file is left out",
    found: taken.file,
    fix: "remove this file; if this is the one that counts, remove the other",
  };
}

/** The name of an object, as in a sentence. */
export function objectText(kind: string, name: string): string {
  return `${kind} ${show(name)}`;
}
