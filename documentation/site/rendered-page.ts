import { posix } from "node:path";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import { outputPath, type Page } from "./page";

/** A heading with the text below it, up to the next heading. */
export interface Passage {
  /** Empty for the text before the first heading. */
  readonly anchor: string;
  readonly heading: string;
  readonly level: number;
  readonly text: string;
}

/** A page as HTML, with the parts that the check of links and the search need. */
export interface RenderedPage {
  readonly page: Page;
  readonly html: string;
  readonly passages: readonly Passage[];
  /** Every link, as a path in the repository: `docs/drift.md`, `docs/drift.md#limits`. Links to other sites are unchanged. */
  readonly links: readonly string[];
}

/** GitHub's anchor for a heading, so that a link leads to the same place on GitHub and in the site. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** Renders a page. Links to other pages of the site lead to their HTML; all other links are unchanged. */
export function renderPage(page: Page, sources: ReadonlySet<string>): RenderedPage {
  const links: string[] = [];
  const engine = new MarkdownIt({ html: true, linkify: true }).use(anchor, { slugify: anchorOf, tabIndex: false });
  engine.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  engine.core.ruler.push("links", ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? []))
      for (const attribute of ["href", "src"]) {
        const target = token.attrGet(attribute);
        if (typeof target !== "string") continue;
        const { there, shown } = resolved(page, target, sources);
        links.push(there);
        token.attrSet(attribute, shown);
      }
  });
  const { renderer } = engine;
  // Tables and code that are too wide scroll in their own place, also by keyboard.
  renderer.rules.table_open = () => '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>\n';
  renderer.rules.table_close = () => "</table></div>\n";
  renderer.rules.fence = (tokens, index) =>
    `<pre tabindex="0"><code>${engine.utils.escapeHtml(tokens[index]!.content)}</code></pre>\n`;
  // A browser may break a line after any hyphen, which would split the name of a command's option.
  renderer.rules.code_inline = (tokens, index) =>
    `<code>${engine.utils.escapeHtml(tokens[index]!.content).replaceAll(/(?<![^ ])--?[\w-]+/g, '<span class="whole">$&</span>')}</code>`;
  const tokens = engine.parse(page.markdown, {});
  return {
    page,
    html: renderer.render(tokens, engine.options, {}),
    passages: passagesOf(tokens),
    links,
  };
}

/** Where a link of a page leads in the repository, and what the link becomes in the site. */
function resolved({ source }: Page, target: string, sources: ReadonlySet<string>) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return { there: target, shown: target };
  const [path = "", fragment] = target.split("#");
  const end = fragment === undefined ? "" : `#${fragment}`;
  const there = path === "" ? source : posix.join(posix.dirname(source), path);
  const index = posix.join(there, "README.md");
  const found = sources.has(there) ? there : sources.has(index) ? index : undefined;
  const shown =
    found === undefined || path === ""
      ? target
      : posix.relative(posix.dirname(outputPath({ source })), outputPath({ source: found })) + end;
  return { there: `${found ?? there}${end}`, shown };
}

type Token = ReturnType<InstanceType<typeof MarkdownIt>["parse"]>[number];

function passagesOf(tokens: readonly Token[]): Passage[] {
  const passages: { anchor: string; heading: string; level: number; text: string }[] = [
    { anchor: "", heading: "", level: 1, text: "" },
  ];
  tokens.forEach((token, index) => {
    if (token.type === "heading_open")
      passages.push({
        anchor: String(token.attrGet("id") ?? ""),
        heading: plainText(tokens[index + 1]!),
        level: Number(token.tag.slice(1)),
        text: "",
      });
    else if (token.type === "inline" && tokens[index - 1]?.type !== "heading_open")
      passages.at(-1)!.text += `${plainText(token)} `;
    else if (token.type === "fence") passages.at(-1)!.text += `${token.content} `;
  });
  return passages.filter(({ heading, text }) => heading !== "" || text.trim() !== "");
}

function plainText({ children, content }: Token): string {
  return (children ?? []).map((child) => (child.type === "softbreak" ? " " : child.content)).join("") || content;
}
