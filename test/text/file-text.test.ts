import { expect, test } from "vitest";
import { sha256 } from "../../lib/synth/planned-file";
import { bytesOf, SharedText, textOf } from "../../lib/text/file-text";

test("a text in two pieces is the same text, and has the same hash", () => {
  const content = { own: "begins so: é\n", shared: new SharedText("ends alike: ü\n") };
  expect(textOf(content)).toBe("begins so: é\nends alike: ü\n");
  expect(textOf("in one piece")).toBe("in one piece");
  expect(sha256(content)).toBe(sha256(textOf(content)));
});

test("the bytes of both pieces are the bytes of the text, however long the pieces are", () => {
  const shared = new SharedText("ends alike: ü\n");
  for (const own of ["short\n", "é".repeat(1_000), "", "short again\n"])
    expect(Buffer.from(bytesOf({ own, shared })).toString()).toBe(`${own}ends alike: ü\n`);
});
