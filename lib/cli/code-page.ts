/** What `docs/errors.md` says of a code in one of its parts. */
export interface CodeEntry {
  readonly code: string;
  /** The heading that it stands under: `Input and use`. */
  readonly part: string;
  /** What is told of it beside its causes, each a sentence or more. */
  readonly words: readonly string[];
  /** What is told of the whole part, above its codes. */
  readonly about: readonly string[];
  /** What may have happened, and what to do, one to an entry. */
  readonly causes: readonly string[];
}

/** Everything in `docs/errors.md`, which the package has beside its programs. A code may stand in several parts. */
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

/** A page that is linked is one beside this one. */
function linksByName(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, "docs/$1");
}

/** Without what Markdown needs. */
function plainText(markdown: string): string {
  return markdown
    .replace(/\\([*_[\]`\\])/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
