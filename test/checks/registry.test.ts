import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../lib/options";

const TESTS = join(__dirname, "..");
/** Where rules are: those of any environment, and those of each option. */
const FOLDERS = (readdirSync(join(TESTS, "../lib"), { recursive: true }) as string[])
  .map((folder) => folder.split(sep).join("/"))
  .filter((folder) => /(?:^|\/)rules$|^options\/[^/]+\/checks$/.test(folder));
const codes = rules.map((rule) => rule.code);

describe("every rule", () => {
  test("has a code of its own, in lower-case words", () => {
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
  });

  test("says what holds if it is kept, and why that matters", () => {
    for (const { title, why } of rules) {
      expect(title).toMatch(/^[^.]+$/);
      expect(why).toMatch(/^[A-Z].+\.$/);
    }
  });

  test.each(codes)("%s has tests of its own", (code) => {
    expect(FOLDERS.filter((folder) => existsSync(join(TESTS, folder, `${code}.test.ts`)))).toHaveLength(1);
  });

  test("is in the list: this test finds a rule's file that is not", () => {
    const files = FOLDERS.flatMap((folder) => readdirSync(join(TESTS, "../lib", folder)))
      .map((file) => file.replace(/\.ts$/, ""))
      .filter((name) => name !== "index");
    expect(files.sort()).toEqual([...codes].sort());
  });
});
