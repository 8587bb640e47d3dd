/** YAML in which every entry is one line, written in YAML's JSON form: a change of one thing changes one line, and 10,000 entries cost no more than in JSON. */
export type YamlSection = readonly [key: string, value: unknown];

/** Renders the sections in their order; a mapping or list gets a line for each of its entries. */
export function yamlLines(comment: readonly string[], sections: readonly YamlSection[]): string {
  const lines = comment.map((text) => `# ${text}`);
  for (const [key, value] of sections) {
    if (value === undefined) continue;
    const entries = entriesOf(value);
    if (entries === undefined) lines.push(`${key}: ${inline(value)}`);
    else if (entries.length === 0) lines.push(`${key}: ${Array.isArray(value) ? "[]" : "{}"}`);
    else lines.push(`${key}:`, ...entries);
  }
  return `${escaped(lines.join("\n"))}\n`;
}

function entriesOf(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.map((entry) => `  - ${inline(entry)}`);
  if (value instanceof Map) return [...value].map(([key, entry]) => `  ${inline(key)}: ${inline(entry)}`);
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => `  ${key}: ${inline(entry)}`);
  return undefined;
}

function inline(value: unknown): string {
  return JSON.stringify(value);
}

/** JSON is YAML, except for line separators that YAML treats as such. The whole text is searched once. */
function escaped(text: string): string {
  return text.replace(
    /[\u2028\u2029\u0085\u007f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
