import type { FactsFile, Unparsed } from "../drift/facts-file";
import { errors, type Problem } from "../errors";
import type { ImportNote } from "../import/import-note";
import { type SiteExport, siteExport } from "../import/site-export";
import { readFacts, SURVEYED } from "../input/facts-folder";
import { brokenExport, parsedSource } from "./unread-facts";

/** What a folder has of a site; or, without `site`, what prevents reading it. */
export interface ReadSite {
  readonly site: SiteExport | undefined;
  /** The file of the export. */
  readonly file: string;
  readonly facts: readonly FactsFile[];
  readonly notes: readonly ImportNote[];
  readonly problems: readonly Problem[];
}

/** Reads the export of the Configuration Layer in a folder, and what surveys and collectors wrote beside it. */
export function readSite(folder: string): ReadSite {
  const nothing = { site: undefined, file: "", facts: [], notes: [], problems: [] };
  const read = readFacts(folder, SURVEYED);
  if ("problem" in read) return { ...nothing, problems: [read.problem] };
  const [first, ...more] = read.exports;
  if (first === undefined) return { ...nothing, problems: [errors.exportMissing(folder)] };
  if (more.length > 0) return { ...nothing, problems: [errors.exportTwice(read.exports.map(({ file }) => file))] };
  const { site, unparsed } =
    "value" in first.read ? siteExport(first.read) : { site: undefined, unparsed: first.read.map(brokenExport) };
  const parsed = read.sources.map(parsedSource);
  const notes = [
    ...unparsed.map((one) => note(one, "the export")),
    ...parsed.flatMap(({ facts, unparsed: places }) => places.map((one) => note(one, facts?.of ?? "a survey"))),
  ];
  return { site, file: first.file, facts: parsed.flatMap(({ facts }) => facts ?? []), notes, problems: [] };
}

function note({ expected, found, ...one }: Unparsed, of: string): ImportNote {
  const both = [...(found === undefined ? [] : [found]), ...(expected === undefined ? [] : [`expected ${expected}`])];
  return { kind: "unparsed", of, ...one, found: both.length === 0 ? undefined : both.join("; ") };
}
