import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../errors";
import { show } from "../text/wording";

/** A file that a collector wrote, with its bytes as UTF-8; what is none becomes replacement characters. */
export interface FactsSource {
  readonly file: string;
  readonly text: string;
}

/** The files of a folder of facts, or why there are none. */
export type ReadFacts = { readonly sources: readonly FactsSource[] } | { readonly problem: Problem };

/** More than any host prints; the largest part is its addresses. */
const LARGEST_FACTS = 20_000_000;

/** Reads the facts in a folder, and in the folders in it, which are named after environments. */
export function readFacts(folder: string): ReadFacts {
  try {
    const files = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(folder, entry.name)).map((name) => join(folder, entry.name, name))
        : [join(folder, entry.name)],
    );
    const ofKind = (ending: string) => files.filter((file) => file.endsWith(ending)).sort();
    const sources = ofKind(".facts").map((file) => ({ file, text: read(file) }));
    return sources.length === 0 ? { problem: noFacts(folder, "no file *.facts") } : { sources };
  } catch (error) {
    return { problem: noFacts(folder, (error as NodeJS.ErrnoException).code ?? String(error)) };
  }
}

function read(file: string): string {
  const { size } = statSync(file);
  if (size > LARGEST_FACTS)
    throw new Error(`${file} has ${Math.round(size / 1_000_000)} MB, which no collector writes`);
  return readFileSync(file, "utf8");
}

function noFacts(folder: string, found: string): Problem {
  return {
    code: "facts-none",
    message: `${show(folder)} has no facts`,
    found,
    allowed: "a folder with what the collectors wrote: <host>.facts, in it or in a folder in it",
    fix: "sip-ha facts <env.yaml> --out <folder> writes the collectors, and says how to run them",
  };
}
