/** A table; cells are plain text. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A block of commands or of what they print. */
export function block(language: "sh" | "text", lines: readonly string[]): string {
  return [`\`\`\`${language}`, ...lines, "```"].join("\n");
}

/** Paragraphs and blocks below each other. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("\n\n");
}

/** A numbered list of what is not undefined; an entry's further lines are indented below it. */
export function steps(...entries: readonly (string | undefined)[]): string {
  return entries
    .filter((entry) => entry !== undefined)
    .map((entry, index) => `${index + 1}. ${entry.replaceAll(/\n(?=[^\n])/g, "\n   ")}`)
    .join("\n\n");
}
