import MiniSearch from "minisearch";
import { outputPath, titleOf } from "./page";
import type { RenderedPage } from "./rendered-page";

/** What the search knows about a passage, and shows of it. */
interface Entry {
  readonly id: number;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
  readonly href: string;
}

/** The options with which the index is made, and with which the page's script reads it. */
export const SEARCH_OPTIONS = {
  fields: ["heading", "title", "text"],
  storeFields: ["heading", "title", "href"],
  searchOptions: { prefix: true, fuzzy: 0.15, boost: { heading: 4, title: 2 }, combineWith: "AND" },
} as const;

/** The index of all passages as a script, because a page that was opened from a disk can load a script. */
export function searchIndex(pages: readonly RenderedPage[]): string {
  const entries = pages
    .flatMap(({ page, passages }) =>
      passages.map(({ anchor, heading, text }) => ({
        title: titleOf(page),
        heading: heading === "" ? titleOf(page) : heading,
        text,
        href: outputPath(page) + (anchor === "" ? "" : `#${anchor}`),
      })),
    )
    .map((entry, id): Entry => ({ id, ...entry }));
  const { fields, storeFields, searchOptions } = SEARCH_OPTIONS;
  const index = new MiniSearch<Entry>({
    fields: [...fields],
    storeFields: [...storeFields],
    searchOptions: { ...searchOptions, combineWith: "AND" },
  });
  index.addAll(entries);
  return `window.searchIndex = ${JSON.stringify({ options: SEARCH_OPTIONS, index })};\n`;
}
