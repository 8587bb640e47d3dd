/** What `docs/errors.md` says of a code in one of its parts. */
export interface CodeEntry {
  readonly code: string;
  /** The heading that it stands under: `Input and use`. */
  readonly part: string;
  /** What is told of it beside its causes, each a sentence or more. */
  readonly words: readonly string[];
  /** What may have happened, and what to do, one to an entry. */
  readonly causes: readonly string[];
}

/** Everything in `docs/errors.md`, which the package has beside its programs. A code may stand in several parts. */
export function codeEntries(page: string): CodeEntry[] {
  return page
    .split(/^## /m)
    .slice(1)
    .flatMap((text) => {
      const [part, ...entries] = text.split(/^### /m);
      return entries.map((entry) => codeEntry(part!.split("\n")[0]!, entry));
    });
}

function codeEntry(part: string, entry: string): CodeEntry {
  const [code, ...lines] = entry.split("\n").filter((line) => line !== "");
  const isCause = (line: string) => line.startsWith("- ");
  return {
    code: code!,
    part,
    words: lines.filter((line) => !isCause(line)).map(plainText),
    causes: lines.filter(isCause).map((line) => plainText(line.slice(2))),
  };
}

/** Without what Markdown needs. */
function plainText(markdown: string): string {
  return markdown
    .replace(/\\([*_[\]`\\])/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
