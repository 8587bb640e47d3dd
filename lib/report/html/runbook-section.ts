import { html, type Markup, markup } from "./markup";
import { folded } from "./parts";
import type { ReportContent } from "./report-content";
import { FEW_PAIRS } from "./told-in-full";

/** The number of levels by which the runbook's headings move down, because its chapters are parts of this page. */
const DEEPER = 2;

/** The runbook, with a part for each of its chapters. With many pairs, the pairs' own chapters stay only in the file. */
export function runbookSection({ runbook, topology }: ReportContent): Markup {
  const isMany = topology.pairs.size > FEW_PAIRS;
  const [, ...chapters] = `\n${runbook}`.split(/^(?=## )/m);
  const shown = chapters.filter((chapter) => !(isMany && /^## \d+\. Pair /.test(chapter)));
  return html`<p>The same as <code>runbook.md</code> beside this report.${isMany ? " The chapters of the pairs are only there." : undefined}</p>
${shown.map((chapter) => {
  const [title = "", ...lines] = chapter.split("\n");
  const name = title.replace(/^## /, "");
  return folded(html`<h3 class="name">${name}</h3>`, rendered(lines.join("\n")), { find: [name] });
})}`;
}

function rendered(text: string): Markup {
  const MarkdownIt = require("markdown-it") as typeof import("markdown-it");
  // HTML in the text stays text, and something that looks like an address is not a link: the page leads nowhere else.
  const markdown = new MarkdownIt({ html: false, linkify: false });
  const { rules } = markdown.renderer;
  const deeper: NonNullable<typeof rules.heading_open> = (tokens, index, options, _, self) => {
    const token = tokens[index]!;
    token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + DEEPER - 1)}`;
    return self.renderToken(tokens, index, options);
  };
  rules.heading_open = deeper;
  rules.heading_close = deeper;
  rules.table_open = () => '<div class="wide" tabindex="0" role="group" aria-label="Table of the runbook"><table>\n';
  rules.table_close = () => "</table></div>\n";
  markdown.disable(["image", "link", "autolink", "reference"]);
  return markup(markdown.render(text));
}
