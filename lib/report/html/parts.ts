import { type Content, html, type Markup } from "./markup";

/** A table in its own group, which scrolls on a narrow page. `finds` has the words for the search, row by row; without it, the search finds no row. */
export function tableOf(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly Content[])[],
  className = "",
  finds: readonly (readonly string[])[] = [],
): Markup {
  return html`<div class="wide" tabindex="0" role="group" aria-label="${caption}"><table class="${className}">
<thead><tr>${header.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
<tbody>${rows.map((row, index) => html`<tr${foundBy(finds[index])}>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table></div>\n`;
}

/** A part that stays folded until somebody opens it. `find` has the words for the search; without it, the search does not cover the part. */
export function folded(
  summary: Content,
  content: Content,
  { id, find, open = false }: { readonly id?: string; readonly find?: readonly string[]; readonly open?: boolean } = {},
): Markup {
  const name = id === undefined ? undefined : html` id="${id}"`;
  return html`<details${name}${foundBy(find)}${open ? html` open` : undefined}><summary>${summary}</summary><div class="inner">
${content}</div></details>\n`;
}

function foundBy(words: readonly string[] | undefined): Markup | undefined {
  return words && html` data-find="${[...new Set(words.filter((word) => word !== ""))].join(" ").toLowerCase()}"`;
}

/** A word that says how something is, both in words and by its colour. */
export function mark(kind: "good" | "bad" | "warn" | "quiet", text: string): Markup {
  return html`<span class="mark ${kind}">${text}</span>`;
}

/** A name that is not broken at its hyphens. */
export function whole(name: string): Markup {
  return html`<span class="whole">${name}</span>`;
}

/**
 * The place on the page of a pair, or of one of its scenarios. The page's own places contain no dot, and neither do pair names. So each place exists only
 * once, whatever people call their pairs.
 */
export function placeOf(pair: string, scenario?: string): string {
  const names = scenario === undefined ? [pair] : [pair, scenario];
  return ["pair", ...names.map((name) => name.replace(/[^A-Za-z0-9_-]/g, (one) => `.${one.codePointAt(0)}.`))].join(
    ".",
  );
}
