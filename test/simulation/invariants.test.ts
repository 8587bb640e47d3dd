import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { invariants } from "../../lib/simulation/invariants";
import { mutants } from "./mutants";
import { sampleSetting, verdict } from "./trial";

const byNumber = (number: string) => Number(number.slice(1));

describe("the invariants", () => {
  test("are in the order of their numbers, each with its own name", () => {
    const numbers = invariants.map(({ number }) => byNumber(number));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect([...new Set(numbers)]).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(new Set(invariants.map(({ name }) => name)).size).toBe(invariants.length);
  });

  test.each(invariants)("$name has a name, a title and a way to be broken", (invariant) => {
    expect(invariant.name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    expect(invariant.title).toMatch(/^[^\n]*[^\n.]$/);
    const { breach, misstep, flaw, aftermath } = invariant;
    expect([breach, misstep, flaw, aftermath].some((one) => one !== undefined)).toBe(true);
  });

  test.each(invariants)("$name has its own test", ({ name }) => {
    expect(existsSync(join(__dirname, "invariants", `${name}.test.ts`))).toBe(true);
  });

  test.each(invariants)(
    "$name is broken by a mutant, and holds for the same course of a pair that is not one",
    ({ name }) => {
      const { healthy = sampleSetting({ voice: { switching: { arpPacketsPerSecond: 15 } } }), ...mutant } =
        mutants[name]!();
      expect(verdict(name, mutant)).toBeTypeOf("string");
      expect(verdict(name, { ...mutant, setting: healthy })).toBeUndefined();
    },
  );
});
