import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { xmlElement, xmlText } from "../../lib/text/xml";
import { hostile } from "../hostile-text";

/** What a strict parser reads: the text of the document, and the attributes of its top. @throws if it is not well-formed */
function read(document: string) {
  const parser = new SaxesParser();
  let text = "";
  let attributes: Record<string, string> = {};
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("text", (part) => {
    text += part;
  });
  parser.on("opentag", (tag) => {
    attributes = tag.attributes as Record<string, string>;
  });
  parser.write(document).close();
  return { text, attributes };
}

/** The text without what XML 1.0 cannot have, by the ranges of its production `Char`. */
function possible(text: string): string {
  const isChar = (code: number) =>
    [0x9, 0xa, 0xd].includes(code) ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000;
  return [...text].map((character) => (isChar(character.codePointAt(0)!) ? character : "\uFFFD")).join("");
}

describe("text in XML", () => {
  test.each([
    ["a < b && \"c\" > 'd'", "a &lt; b &amp;&amp; &quot;c&quot; &gt; &apos;d&apos;"],
    ["]]>", "]]&gt;"],
    ["a\0b\u001bc", "a\uFFFDb\uFFFDc"],
    ["half \uD800 pair", "half \uFFFD pair"],
    ["a\r\nb", "a&#13;\nb"],
  ])("%j is written %j", (text, written) => {
    expect(xmlText(text)).toBe(written);
  });

  test("is read back unchanged by a parser, in an element and in an attribute, except for what XML cannot have", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), hostile), (text) => {
        const { text: content, attributes } = read(xmlElement("a", { b: text }, [xmlText(text)]));
        expect([content, attributes.b]).toEqual([possible(text), possible(text)]);
      }),
      { numRuns: 500 },
    );
  });

  test("leaves out attributes that are undefined, and the end tag if there is no content", () => {
    expect(xmlElement("a", { b: undefined, c: "d" })).toBe('<a c="d"/>');
  });
});
