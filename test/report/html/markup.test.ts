import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html, markup, sourceOf } from "../../../lib/report/html/markup";
import { placeOf } from "../../../lib/report/html/parts";
import { hostile } from "../../hostile-text";
import { wellFormedTexts } from "../well-formed";

describe("html", () => {
  test("escapes text, keeps markup, joins lists and leaves out what is undefined", () => {
    const inner = html`<b>${"<&>\"'"}</b>`;
    expect(sourceOf(html`<p title="${'a"b'}">${inner}${undefined}${["x<", [1, inner]]}</p>`)).toBe(
      '<p title="a&quot;b"><b>&lt;&amp;&gt;&quot;&apos;</b>x&lt;1<b>&lt;&amp;&gt;&quot;&apos;</b></p>',
    );
    expect(sourceOf(html`${markup("<i>")}`)).toBe("<i>");
  });

  test("shows any text as itself, in elements and in attributes", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        // Characters that XML cannot write are the business of xmlText.
        fc.pre(!/[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/u.test(text));
        const source = sourceOf(html`<p a="${text}">x${text}x</p>`);
        const [found] = wellFormedTexts(source);
        expect(found).toBe(`x${text}x`);
      }),
    );
  });

  test("does not take an object for markup if it only looks like markup", () => {
    const forged = JSON.parse('{"Symbol(markup)":"<script>"}') as never;
    expect(() => html`${forged}`).toThrow();
  });
});

test("two names have the same place on the page only if they are the same", () => {
  fc.assert(
    fc.property(hostile, hostile, (a, b) => {
      if (a !== b) expect(placeOf(a)).not.toBe(placeOf(b));
      expect(placeOf(a, b)).toMatch(/^[\w.-]*$/);
    }),
  );
});
