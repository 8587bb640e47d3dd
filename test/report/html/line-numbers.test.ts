import fc from "fast-check";
import { expect, test } from "vitest";
import { lineNumbers, widthOf } from "../../../lib/report/html/line-numbers";

test("lines that are far enough apart have a number each, at their places", () => {
  expect(
    lineNumbers([
      { x: 100, number: 1 },
      { x: 140, number: 12 },
    ]),
  ).toEqual([
    { x: 100, text: "1" },
    { x: 140, text: "12" },
  ]);
});

test("lines close together share a text, which names no line of another row", () => {
  const shared = (...numbers: number[]) => lineNumbers(numbers.map((number, index) => ({ x: 100 + index, number })));
  expect(shared(4, 5, 6)).toEqual([{ x: 101, text: "4…6" }]);
  expect(shared(19, 21)).toEqual([{ x: 100.5, text: "19, 21" }]);
  expect(shared(19, 21, 25, 26, 27).map(({ text }) => text)).toEqual(["19, 21, 25…27"]);
});

test("texts do not overlap, and each line is named once, in order", () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 4 })), { maxLength: 40 });
  fc.assert(
    fc.property(steps, (all) => {
      const sumTo = (end: number, part: 0 | 1) => all.slice(0, end + 1).reduce((sum, step) => sum + step[part], 0);
      const places = all.map((_, index) => ({ x: sumTo(index, 0), number: sumTo(index, 1) }));
      const texts = lineNumbers(places);
      for (const [index, { x: middle, text }] of texts.entries()) {
        const before = texts[index - 1];
        if (before !== undefined)
          expect(middle - widthOf(text) / 2).toBeGreaterThanOrEqual(before.x + widthOf(before.text) / 2);
      }
      const named = texts.flatMap(({ text }) =>
        text.split(", ").flatMap((run) => {
          const [first, last = first] = run.split("…").map(Number);
          return Array.from({ length: last! - first! + 1 }, (_, index) => first! + index);
        }),
      );
      expect(named).toEqual(places.map((one) => one.number));
    }),
  );
});
