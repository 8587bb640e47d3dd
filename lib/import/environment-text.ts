import type * as Yaml from "yaml";
import { type Branch, isBranch, type Leaf } from "./written";

/** The environment file: a comment at its top, then every key with its comment. The same values always give the same text. */
export function environmentText(header: readonly string[], written: Branch): string {
  // The YAML library is large, and only this command writes with it.
  const yaml = require("yaml") as typeof Yaml;
  const document = new yaml.Document(nodeOf(yaml, written));
  document.commentBefore = commentOf(header);
  return document.toString({ lineWidth: 0, blockQuote: false });
}

function nodeOf(yaml: typeof Yaml, written: Leaf | Branch): Yaml.Node {
  if (!isBranch(written)) {
    const document = new yaml.Document(written.value);
    // In a list the library writes text of several lines without quotes, even if the text begins like a key.
    yaml.visit(document, (_, one) => {
      if (yaml.isScalar(one) && String(one.value).includes("\n")) one.type = "QUOTE_DOUBLE";
    });
    const node = document.contents as Yaml.Node;
    if (yaml.isSeq(node)) node.flow = true;
    if (written.from !== undefined) node.comment = commentOf([written.from]);
    return node;
  }
  const map = new yaml.YAMLMap();
  for (const [key, one] of Object.entries(written.entries)) {
    if (one === undefined) continue;
    const name = new yaml.Scalar(key);
    if (isBranch(one) && one.above !== undefined && one.above.length > 0) name.commentBefore = commentOf(one.above);
    map.add(new yaml.Pair(name, nodeOf(yaml, one)));
  }
  return map;
}

/** Comments contain text of the site, and nothing in it may end the comment. */
function commentOf(lines: readonly string[]): string {
  return lines.map((line) => ` ${line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "?")}`).join("\n");
}
