import type { ApiDocumentedItem } from "@microsoft/api-extractor-model";
import {
  type DocBlock,
  DocCodeSpan,
  DocErrorText,
  DocEscapedText,
  DocFencedCode,
  DocLinkTag,
  type DocNode,
  DocParagraph,
  DocPlainText,
  DocSoftBreak,
} from "@microsoft/tsdoc";

/** What a docstring says, as Markdown. */
export interface Docstring {
  /** What the item is; empty if the docstring has no text. */
  readonly summary: string;
  /** The texts of `@param`, by the parameter's name. */
  readonly params: ReadonlyMap<string, string>;
  /** What holds if the value is left out. */
  readonly default: string | undefined;
  /** One text for each error: `InvalidEnvironment if ...`. */
  readonly throws: readonly string[];
  /** Ids of the facts that the docstring rests on. */
  readonly sources: readonly string[];
}

/** Reads the docstring of an item of the API. */
export function docstringOf({ tsdocComment: comment }: ApiDocumentedItem): Docstring {
  const tagged = (tag: string) =>
    (comment?.customBlocks ?? []).filter((block) => block.blockTag.tagNameWithUpperCase === tag).map(blockText);
  const params = comment?.params.blocks ?? [];
  return {
    summary: [comment?.summarySection, comment?.remarksBlock?.content].map(text).join("\n\n").trim(),
    params: new Map(params.map((block) => [block.parameterName, blockText(block)])),
    default: tagged("@DEFAULT")[0],
    throws: tagged("@THROWS"),
    sources: tagged("@SOURCE"),
  };
}

function blockText(block: DocBlock): string {
  return text(block.content).trim();
}

function text(node: DocNode | undefined): string {
  if (node === undefined) return "";
  if (node instanceof DocPlainText) return node.text;
  if (node instanceof DocCodeSpan) return `\`${node.code}\``;
  if (node instanceof DocSoftBreak) return "\n";
  if (node instanceof DocEscapedText) return node.encodedText;
  if (node instanceof DocErrorText) return node.text;
  if (node instanceof DocFencedCode) return `\n\`\`\`${node.language}\n${node.code}\`\`\`\n`;
  if (node instanceof DocLinkTag) return node.linkText ?? node.urlDestination ?? "";
  const inside = node.getChildNodes().map(text).join("");
  return node instanceof DocParagraph ? `${inside.trim()}\n\n` : inside;
}
