import { posix } from "node:path";
import { html, type Markup, markup, sourceOf } from "../../lib/report/html/markup";
import { outputPath, type Section, titleOf } from "./page";
import type { RenderedPage } from "./rendered-page";

/** The HTML of a page of the site: navigation, search, content, and the list of its chapters. */
export function layout({ page, html: content, passages }: RenderedPage, sections: readonly Section[]): string {
  const here = outputPath(page);
  const to = (target: string) => posix.relative(posix.dirname(here), target);
  const root = to("") === "" ? "." : to("");
  const title = titleOf(page);
  const chapters = passages.filter(({ level, anchor }) => level === 2 && anchor !== "");
  return `<!doctype html>\n${sourceOf(html`<html lang="en" data-root="${root}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === "sip-server-ha" ? title : `${title} - sip-server-ha`}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${to("assets/style.css")}">
<script defer src="${to("assets/search.js")}"></script>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header class="top">
<a class="home" href="${to("index.html")}">sip-server-ha</a>
<form class="search" role="search" hidden>
<label for="search">Search</label>
<input id="search" type="text" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list" autocomplete="off" placeholder="Press /">
<div id="found" role="listbox" aria-label="Found" hidden></div>
<p id="count" role="status" class="unseen"></p>
</form>
</header>
<div class="columns">
<nav class="pages" aria-label="Pages">${menu(sections, page.source, to)}</nav>
<main id="content" tabindex="-1">
${markup(content)}
</main>
<nav class="chapters" aria-label="On this page">${
    chapters.length < 2
      ? undefined
      : html`<h2>On this page</h2><ul>${chapters.map(({ anchor, heading }) => html`<li><a href="#${anchor}">${heading}</a></li>`)}</ul>`
  }</nav>
</div>
</body>
</html>`)}\n`;
}

/** The menu of all pages by section; the page itself is marked. In a narrow window the menu is behind one button, which needs no script. */
function menu(sections: readonly Section[], source: string, to: (target: string) => string): Markup {
  return html`<details class="menu" open><summary>Pages</summary>${sections.map(
    ({ title, pages }) =>
      html`<h2>${title}</h2><ul>${pages.map(
        (page) =>
          html`<li><a href="${to(outputPath(page))}"${markup(page.source === source ? ' aria-current="page"' : "")}>${
            page.source === "README.md" ? "Overview" : titleOf(page)
          }</a></li>`,
      )}</ul>`,
  )}</details>`;
}
