import { expect, test } from "vitest";
import { textTable } from "../../lib/text/text-table";
import { wrapped } from "../../lib/text/wrapped";

test("a table has columns as wide as their widest cell, and no spaces at the ends of its lines", () => {
  const rows = [
    ["boot", "2m", "a host"],
    ["stun", "15s", ""],
  ];
  expect(textTable(["timer", "time", "of"], rows, new Set([1]))).toBe(
    ["timer  time  of", "boot     2m  a host", "stun    15s"].join("\n"),
  );
});

test("text is wrapped between words, and a word that is too long has its own line", () => {
  expect(wrapped(`  a  ${"word ".repeat(30)}end`, 5)).toBe(
    [`  a  ${"word ".repeat(20).trim()} word`, `     ${"word ".repeat(9)}end`].join("\n"),
  );
  expect(wrapped(`short ${"x".repeat(200)}`, 2)).toBe(`short\n  ${"x".repeat(200)}`);
  expect(wrapped(`${"x".repeat(200)} short`, 2)).toBe(`${"x".repeat(200)}\n  short`);
});

test("a line of 110 characters stays one, and one of 111 becomes two", () => {
  expect(wrapped(`${"x".repeat(107)} ab`, 0)).toBe(`${"x".repeat(107)} ab`);
  expect(wrapped(`${"x".repeat(107)} abc`, 0)).toBe(`${"x".repeat(107)}\nabc`);
});
