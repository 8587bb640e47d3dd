/**
 * Text from hosts and people, of which nothing becomes markup: an opened comment or a fence would hide everything below it. An underscore inside a word
 * is not markup, and stays because somebody may copy the word.
 */
export function asText(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .trim()
    .replaceAll(/[\\`*<>[\]]|(?<!\w)_|_(?!\w)/g, "\\$&")
    .replace(/^(\d*)([#+\-=~.)])/, "$1\\$2");
}

/** A table; cells are plain text. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  let text = `${row(header)}\n${row(header.map(() => "---"))}`;
  for (const cells of rows) text += `\n${row(cells)}`;
  return text;
}

function row(cells: readonly string[]): string {
  let text = "|";
  for (const cell of cells) text += ` ${cell.includes("|") ? cell.replaceAll("|", "\\|") : cell} |`;
  return text;
}

/** A block of commands or of their output. */
export function block(language: "sh" | "bat" | "powershell" | "text", lines: readonly string[]): string {
  return `\`\`\`${language}\n${lines.join("\n")}\n\`\`\``;
}

/** Paragraphs and blocks, one below the other. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("\n\n");
}

/** A numbered list of the defined entries; an entry's further lines are indented below it. */
export function steps(...entries: readonly (string | undefined)[]): string {
  return entries
    .filter((entry) => entry !== undefined)
    .map((entry, index) => `${index + 1}. ${entry.includes("\n") ? entry.replaceAll(/\n(?=[^\n])/g, "\n   ") : entry}`)
    .join("\n\n");
}
