import fc from "fast-check";
import { expect, test } from "vitest";
import { options } from "../../lib/options";
import { schemaWords } from "../schema-keys";
import { anyEnvironment } from "./any-environment";

/** Every value at a path, in which `*` stands for any name; the entries of a list one by one. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (key === undefined) return Array.isArray(value) ? value : [value];
  if (typeof value !== "object" || value === null) return [];
  const below = key === "*" ? Object.values(value) : [(value as Record<string, unknown>)[key]];
  return below.flatMap((one) => valuesAt(one, rest));
}

const drawn = fc.sample(anyEnvironment, { numRuns: 300, seed: 1 });

test("every word that an environment file may have at a key is drawn, so that what holds for any environment holds for a new word", () => {
  const missing = [...schemaWords()].flatMap(([path, words]) => {
    const seen = new Set(drawn.flatMap((one) => valuesAt(one, path.split("."))));
    return words.filter((word) => !seen.has(word)).map((word) => `${path}: ${word}`);
  });
  expect(missing).toEqual([]);
});

test("every option is drawn", () => {
  const used = new Set(
    drawn
      .flatMap((one) => valuesAt(one, ["pairs", "*", "highAvailability"]))
      .flatMap((one) => Object.keys(one as object)),
  );
  expect(options.map(({ name }) => name).filter((name) => !used.has(name))).toEqual([]);
});
