import { readdirSync, readFileSync } from "node:fs";
import { errors, type Problem } from "../errors";
import { regularFile } from "../synth/regular-file";
import { join } from "../text/paths";
import { sortedBy } from "../text/sorted";
import { isCode, systemErrorCode } from "../text/system-error";
import { showPath } from "../text/wording";
import { type JsonSource, readJson } from "./json-source";
import type { LocatedProblem } from "./yaml-source";

/** A file that a collector wrote, as text in which bytes that are not text become replacement characters; or why it cannot be read. */
export interface FactsSource {
  readonly file: string;
  readonly read: { readonly text: string } | { readonly problem: Problem };
}

/** An export of the Configuration Layer, or what keeps it from being understood. */
export interface ExportFile {
  readonly file: string;
  /** The folder that it is in, e.g. `staging` for `facts/staging`; undefined if it is in the folder of facts itself, and so belongs to all environments. */
  readonly folder?: string | undefined;
  readonly read: JsonSource | readonly LocatedProblem[];
}

interface FoundFile {
  readonly name: string;
  readonly folder: string | undefined;
}

/** The name of an export among the facts. */
const EXPORT = "configuration-layer.json";

/** The files of a folder of facts, or why there are none. */
export type ReadFacts =
  | { readonly sources: readonly FactsSource[]; readonly exports: readonly ExportFile[] }
  | { readonly problem: Problem };

/** The files of a folder that are read beside an export, by the ending of their names, and how to get them, for a user who has none. */
export interface FactsKind {
  readonly endings: readonly string[];
  readonly allowed: string;
  readonly fix: string;
}

const COLLECTED: FactsKind = {
  endings: [".facts"],
  allowed: "a folder with what the collectors wrote: <host>.facts, in the folder or in a folder in it",
  fix: "write the collectors with sip-ha facts <env.yaml> --out <folder>, which says how to run them",
};

/** For the time before there is an environment file. */
export const SURVEYED: FactsKind = {
  endings: [".survey", ".facts"],
  allowed: `a folder with ${EXPORT}, and what the surveys of the hosts wrote: <host>.survey`,
  fix: "write an export there with mutagen config export; then write the surveys with sip-ha survey --facts <folder>, which says how to run them",
};

/** More than any host prints. */
const LARGEST_FACTS = 20_000_000;

/** An export of about ten thousand objects. */
const LARGEST_EXPORT = 100_000_000;

/** Reads the facts in a folder and in its subfolders, which are named after environments. */
export function readFacts(folder: string, kind: FactsKind = COLLECTED): ReadFacts {
  const isSource = ({ name }: { readonly name: string }) => kind.endings.some((ending) => name.endsWith(ending));
  try {
    const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry): FoundFile[] =>
      entry.isDirectory() && !isSource(entry) && entry.name !== EXPORT
        ? readdirSync(join(folder, entry.name)).map((name) => ({ name, folder: entry.name }))
        : [{ name: entry.name, folder: undefined }],
    );
    const located = sortedBy(
      files.map((one) => ({ ...one, file: join(folder, one.folder ?? "", one.name) })),
      ({ file }) => file,
    );
    const sources = located.filter(isSource).map(({ file }) => ({ file, read: read(file, LARGEST_FACTS) }));
    const exports = located
      .filter(({ name }) => name === EXPORT)
      .map(({ file, folder: of }) => ({
        file,
        folder: of,
        read: readJson(file, (name) => read(name, LARGEST_EXPORT)),
      }));
    return sources.length + exports.length === 0
      ? { problem: noFacts(folder, `no file *${kind.endings[0]}, and no ${EXPORT}`, kind) }
      : { sources, exports };
  } catch (error) {
    return { problem: noFacts(folder, isCode(error, "ENOENT") ? "no such folder" : systemErrorCode(error), kind) };
  }
}

function read(file: string, limit: number): FactsSource["read"] {
  try {
    const { size } = regularFile(file);
    if (size > limit) return { problem: errors.factsTooLarge(size, limit) };
    return { text: textOfBytes(readFileSync(file)) };
  } catch (error) {
    return { problem: errors.fileUnreadable(systemErrorCode(error)) };
  }
}

/** UTF-16 if its mark says so, which redirections of PowerShell and Notepad's "Unicode" write; otherwise UTF-8. */
function textOfBytes(bytes: Buffer): string {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  const encoding = mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

function noFacts(folder: string, found: string, { allowed, fix }: FactsKind): Problem {
  return {
    code: "facts-none",
    message: `${showPath(folder)} has no facts`,
    found,
    allowed,
    fix,
  };
}
