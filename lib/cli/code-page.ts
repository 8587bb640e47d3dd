/** What `docs/errors.md` says of a code in one of its parts. */
export interface CodeEntry {
  readonly code: string;
  /** The heading above the code: `Input and use`. */
  readonly part: string;
  /** What the page says of the code besides its causes, each a sentence or more. */
  readonly words: readonly string[];
  /** What the page says of the whole part, above its codes. */
  readonly about: readonly string[];
  /** What may have happened, and what to do; one cause in each entry. */
  readonly causes: readonly string[];
}

/** Every entry of `docs/errors.md`, which the package ships beside its programs. A code may stand in several parts. */
export function codeEntries(page: string): CodeEntry[] {
  return page
    .split(/^## /m)
    .slice(1)
    .flatMap((text) => {
      const [head, ...entries] = text.split(/^### /m);
      const [part, ...about] = linesOf(head!);
      return entries.map((entry) => codeEntry(part!, about.map(linksByName).map(plainText), entry));
    });
}

function codeEntry(part: string, about: readonly string[], entry: string): CodeEntry {
  const [code, ...lines] = linesOf(entry);
  const isCause = (line: string) => line.startsWith("- ");
  return {
    code: code!,
    part,
    words: lines.filter((line) => !isCause(line)).map(plainText),
    about,
    causes: lines.filter(isCause).map((line) => plainText(line.slice(2))),
  };
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** Replaces each link with the page's path: linked pages are in the same folder as this page. */
function linksByName(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, "docs/$1");
}

/** The text without Markdown's escapes. */
function plainText(markdown: string): string {
  return markdown
    .replace(/\\([*_[\]`\\])/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
