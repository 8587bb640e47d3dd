import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { HAND_MADE_SITE } from "./hand-made-site";

const ROOT = join(__dirname, "../..");
const page = readFileSync(join(ROOT, "docs/import.md"), "utf8");

test("docs/import.md has every code that an import reports", () => {
  const folder = join(ROOT, "lib/import");
  const text = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
  // A code stands after its key, in a choice of two, or first in the arguments that make a note.
  const said = text.matchAll(/(?:code: (?:\w+ \? "([a-z-]+)" : )?|\b(?:left|note)\(\s*(?:where,\s*)?)"([a-z-]+)"/g);
  const codes = new Set([...said].flatMap(([, one, other]) => [one ?? [], other!].flat()));
  expect(codes.size).toBeGreaterThan(35);
  expect([...codes].filter((one) => !page.includes(`\`${one}\``))).toEqual([]);
});

test("docs/import.md shows lines of the file that the tests' site produces", () => {
  const [, shown] = /^```yaml\n([\s\S]*?)^```/m.exec(page)!;
  expect(readFileSync(join(HAND_MADE_SITE, "environment.yaml"), "utf8")).toContain(shown);
});
