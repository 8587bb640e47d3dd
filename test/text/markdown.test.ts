import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { asText } from "../../lib/text/markdown";

describe("a user's text", () => {
  const rendered = (text: string) => new MarkdownIt({ html: true }).render(`${asText(text)}\n\n## Below\n`);

  test.each([
    ["~~~", "~~~"],
    ["# 1. Put it into service", "# 1. Put it into service"],
    ["- one", "- one"],
    ["2) two", "2) two"],
    ["3. three", "3. three"],
    ["    four", "four"],
    ["a <!-- b", "a &lt;!-- b"],
    ["_so_ it is for snake_case", "_so_ it is for snake_case"],
  ])("is a paragraph, whatever its beginning: %s", (said, shown) => {
    expect(rendered(said)).toBe(`<p>${shown}</p>\n<h2>Below</h2>\n`);
  });

  test("has no backslash inside a word, which somebody may copy", () => {
    expect(asText("SIP_Server_8")).toBe("SIP_Server_8");
  });

  test("never hides what follows it, and is never anything but a paragraph", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab1_*`~#+-=<>!&;[](){}|\\./: \n\t") }), (said) => {
        if (asText(said) === "") return;
        expect(rendered(said)).toMatch(/^<p>[^<>]*<\/p>\n<h2>Below<\/h2>\n$/);
      }),
    );
  });
});
