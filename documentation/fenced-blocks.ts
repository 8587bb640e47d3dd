/** The fenced blocks of a page in a language, in order; the language `""` means blocks without one. */
export function fencedBlocks(page: string, language: string): string[] {
  return page
    .split(/^```/m)
    .filter((_, index) => index % 2 === 1)
    .filter((block) => block.split("\n")[0] === language)
    .map((block) => block.slice(language.length + 1));
}
