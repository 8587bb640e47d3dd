import { xmlText } from "../../text/xml";

const SOURCE: unique symbol = Symbol("markup");

/** HTML that is safe to put into a page. It is made only by `html`, and by the renderers of diagrams and of Markdown, which do their own escaping. */
export interface Markup {
  readonly [SOURCE]: string;
}

/** What may stand in a template: text is escaped, the items of a list follow each other, and undefined gives nothing. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** A piece of HTML. Everything put into it is text, unless it is markup already; attribute values stand in double quotes. */
export function html(literal: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return markup(literal.map((text, index) => (index === 0 ? text : rendered(contents[index - 1]) + text)).join(""));
}

/** Takes HTML from a renderer that has already escaped its input. */
export function markup(source: string): Markup {
  return { [SOURCE]: source };
}

/** The HTML as text. */
export function sourceOf(piece: Markup): string {
  return piece[SOURCE];
}

function rendered(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string") return xmlText(content);
  if (typeof content === "number") return String(content);
  return SOURCE in content ? content[SOURCE] : content.map(rendered).join("");
}
