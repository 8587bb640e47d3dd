import { type Content, html, type Markup } from "./markup";

/** A table in a group of its own, which scrolls where the page is narrow. */
export function tableOf(
  caption: string,
  header: readonly string[],
  rows: readonly (readonly Content[])[],
  className = "",
): Markup {
  return html`<div class="wide" tabindex="0" role="group" aria-label="${caption}"><table class="${className}">
<thead><tr>${header.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table></div>\n`;
}

/** A part that is folded until somebody opens it. `find` has what the search looks at; without it the part is in no search. */
export function folded(
  summary: Content,
  content: Content,
  { id, find, open = false }: { readonly id?: string; readonly find?: readonly string[]; readonly open?: boolean } = {},
): Markup {
  const name = id === undefined ? undefined : html` id="${id}"`;
  const words = find === undefined ? undefined : html` data-find="${find.join(" ").toLowerCase()}"`;
  return html`<details${name}${words}${open ? html` open` : undefined}><summary>${summary}</summary><div class="inner">
${content}</div></details>\n`;
}

/** A word that says how something is, in words and by its colour. */
export function mark(kind: "good" | "bad" | "warn" | "quiet", text: string): Markup {
  return html`<span class="mark ${kind}">${text}</span>`;
}

/** A place on the page. Names are of letters, digits and few others, so that a pair and a scenario always have one place. */
export function placeOf(...names: readonly string[]): string {
  return names.map((name) => name.replace(/[^A-Za-z0-9_-]/g, (one) => `.${one.codePointAt(0)}.`)).join("--");
}
