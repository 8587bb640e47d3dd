import { posix } from "node:path";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import { outputPath, type Page } from "./page";

/** A heading with what stands below it, up to the next one. */
export interface Passage {
  /** Empty for what stands before the first heading. */
  readonly anchor: string;
  readonly heading: string;
  readonly level: number;
  readonly text: string;
}

/** A page as HTML, with what links and the search need of it. */
export interface RenderedPage {
  readonly page: Page;
  readonly html: string;
  readonly passages: readonly Passage[];
  /** Every link, as it leads in the repository: `docs/drift.md`, `docs/drift.md#limits`; what is elsewhere as it is. */
  readonly links: readonly string[];
}

/** GitHub's anchor of a heading, so that a link leads to the same place there and here. */
export function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}

/** Renders a page; links to other pages of the site lead to their HTML, everything else stays. */
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
  // What is too wide scrolls in its own place, by keyboard too.
  renderer.rules.table_open = () => '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>\n';
  renderer.rules.table_close = () => "</table></div>\n";
  renderer.rules.fence = (tokens, index) =>
    `<pre tabindex="0"><code>${engine.utils.escapeHtml(tokens[index]!.content)}</code></pre>\n`;
  // A browser may end a line behind any hyphen, which would tear an option from its name.
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

/** Where a link of a page leads in the repository, and what it is in the site. */
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
