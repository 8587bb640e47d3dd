import { expect, test } from "vitest";
import { everyOf } from "../../lib/model/every-of";

type Colour = "red" | "amber" | "green";

test("the words of a union are in the order of the list", () => {
  expect(everyOf<Colour>({ green: true, amber: true, red: true })).toEqual(["green", "amber", "red"]);
});

test("a list that lacks a word, or has a word that is not in the union, does not compile", () => {
  // @ts-expect-error: green is missing
  everyOf<Colour>({ red: true, amber: true });
  // @ts-expect-error: blue is none of them
  everyOf<Colour>({ red: true, amber: true, green: true, blue: true });
});
