import { expect, test } from "vitest";
import { everyOf } from "../../lib/model/every-of";

type Colour = "red" | "amber" | "green";

test("the words of a union are in the order in which they stand", () => {
  expect(everyOf<Colour>({ green: true, amber: true, red: true })).toEqual(["green", "amber", "red"]);
});

test("a list in which one is missing, or that has one which is none of them, does not compile", () => {
  // @ts-expect-error: green is missing
  everyOf<Colour>({ red: true, amber: true });
  // @ts-expect-error: blue is none of them
  everyOf<Colour>({ red: true, amber: true, green: true, blue: true });
});
