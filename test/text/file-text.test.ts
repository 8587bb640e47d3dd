import { expect, test } from "vitest";
import { sha256 } from "../../lib/synth/planned-file";
import { SharedText, textOf } from "../../lib/text/file-text";

test("a text in two pieces is the same text, and has the same hash", () => {
  const content = { own: "begins so: é\n", shared: new SharedText("ends alike: ü\n") };
  expect(textOf(content)).toBe("begins so: é\nends alike: ü\n");
  expect(textOf("in one piece")).toBe("in one piece");
  expect(sha256(content)).toBe(sha256(textOf(content)));
});

test("what is shared is turned into bytes once", () => {
  const shared = new SharedText("é");
  expect([...shared.bytes]).toEqual([0xc3, 0xa9]);
  expect(shared.bytes).toBe(shared.bytes);
});
