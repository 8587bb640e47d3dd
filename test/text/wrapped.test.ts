import { expect, test } from "vitest";
import { wrapped } from "../../lib/text/wrapped";

const word = (length: number) => "x".repeat(length);

test("a line has at most 110 characters, and those after the first begin with the indent", () => {
  expect(wrapped(`${word(54)} ${word(55)}`, 2)).toBe(`${word(54)} ${word(55)}`);
  expect(wrapped(`${word(55)} ${word(55)}`, 2)).toBe(`${word(55)}\n  ${word(55)}`);
  expect(wrapped(`a ${word(107)} ${word(107)} b`, 2)).toBe(`a ${word(107)}\n  ${word(107)}\n  b`);
});

test("a longer word has a line of its own; spaces at the beginning stay", () => {
  expect(wrapped(`${word(120)} b`, 1)).toBe(`${word(120)}\n b`);
  expect(wrapped("  a b", 4)).toBe("  a b");
});
