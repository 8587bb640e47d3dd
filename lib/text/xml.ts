/** Characters that XML 1.0 cannot contain, not even as a reference; and halves of pairs, which are not characters. */
const IMPOSSIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text for the content of an element or, with its quotes, for an attribute. Characters that XML cannot contain become U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(IMPOSSIBLE, "\uFFFD")
    .replace(/[&<>"']/g, (character) => ESCAPES[character]!)
    .replace(/\r/g, "&#13;");
}

/** An attribute's value, in quotes. Line breaks and tabs would be read as spaces. */
function xmlAttribute(text: string): string {
  return `"${xmlText(text).replaceAll("\n", "&#10;").replaceAll("\t", "&#9;")}"`;
}

/** An element; undefined attributes are left out. Its content must be markup already. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  content: readonly string[] = [],
): string {
  const start = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}=${xmlAttribute(value)}`],
  );
  return content.length === 0
    ? `<${name}${start.join("")}/>`
    : `<${name}${start.join("")}>${content.join("")}</${name}>`;
}
