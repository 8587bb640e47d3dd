import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { codeCatalogue } from "../../documentation/code-catalogue";
import { ROOT } from "../../documentation/declared-package";
import { errorPage, FROM_TABLES } from "../../documentation/error-page";
import { rules } from "../../lib/options";
import { invariants } from "../../lib/simulation/invariants";
import { join } from "../../lib/text/paths";

const { uses, unread } = codeCatalogue();
const page = errorPage(uses);
const catalogued = new Set([...page.matchAll(/^### (\S+)$/gm)].map(([, code]) => code!));

describe("docs/errors.md", () => {
  test("has every code with its causes and what to do, as the sources have them; `npm run documentation` regenerates it", async () => {
    await expect(page).toMatchFileSnapshot(join(ROOT, "docs/errors.md"));
  });

  test("has every code that stands in the sources as text, however it is used", () => {
    const files = (readdirSync(join(ROOT, "lib"), { recursive: true }) as string[]).filter((file) =>
      file.endsWith(".ts"),
    );
    const written = files.flatMap((file) =>
      [...readFileSync(join(ROOT, "lib", file), "utf8").matchAll(/\bcode: "([a-z]+(?:-[a-z]+)*)"/g)].map(
        ([, code]) => code!,
      ),
    );
    expect(written.length).toBeGreaterThan(150);
    expect([...new Set(written)].filter((code) => !catalogued.has(code))).toEqual([]);
  });

  test("has the code of every check and invariant", () => {
    const codes = [...rules.map(({ code }) => code), ...invariants.map(({ name }) => name)];
    expect(codes.filter((code) => !catalogued.has(code))).toEqual([]);
  });

  test("reads each code from the text of the sources; for codes that it cannot read, the list of their source is known", () => {
    const places = unread.map(({ file, expression }) => `${file} ${expression}`);
    expect([...new Set(places)].sort()).toEqual([...FROM_TABLES.keys()].sort());
  });

  test.each([
    ["Input and use", "export-missing"],
    ["Checks", "firm-finding"],
    ["Checks", "stale-acknowledgement"],
    ["Advice", "no-option-fits"],
    ["Advice", "option-unfit"],
    ["Drift", "virtual-ip-misplaced"],
    ["Import", "address-left-out"],
    ["Import", "big-ip-object-missing"],
  ])("has under %s, which says with which exit code a command ends, %s", (part, code) => {
    expect(page).toMatch(new RegExp(`^## ${part}\\n(?:(?!## ).*\\n)*### ${code}$`, "m"));
  });

  test("has under input and use nothing that an import reports beside a file that it has written", () => {
    const [, input] = /^## Input and use\n([\s\S]*?)^## /m.exec(page)!;
    const noted = uses.filter(({ file }) => file.startsWith("import/")).map(({ code }) => code);
    const said = new Set(uses.filter(({ file }) => !file.startsWith("import/")).map(({ code }) => code));
    expect(noted.length).toBeGreaterThan(50);
    expect(noted.filter((code) => !said.has(code) && input!.includes(`### ${code}\n`))).toEqual([]);
  });

  test("says for each code what to do", () => {
    const without = page
      .split(/^### /m)
      .slice(1)
      .filter((entry) => !/fix: /.test(entry))
      .map((entry) => entry.split("\n")[0]!);
    expect(without.filter((code) => !invariants.some(({ name }) => name === code))).toEqual([]);
  });
});

describe("the catalogue of codes", () => {
  test("has the wording of a constant in place of its name", () => {
    const names = uses.flatMap(({ cause = "", fix = "" }) => `${cause} ${fix}`.match(/<\w*_\w*>/g) ?? []);
    expect(names).toEqual([]);
  });

  test("has the wording of a constant of another file, even under another name", () => {
    const { uses } = codeCatalogue({
      "drift/a.ts": `import { AGAIN, MOST as most } from "./told"; const a = { code: "b", message: \`more than \${most}\`, fix: AGAIN };`,
      "drift/told.ts": `export const AGAIN = "collect again"; export const MOST = 1_000;`,
    });
    expect(uses.map(({ cause, fix }) => [cause, fix])).toEqual([["more than 1000", "collect again"]]);
  });

  const of = (text: string) => codeCatalogue({ "a.ts": text });

  test("has a code that is passed to a function, once for each call, with the other arguments", () => {
    const { uses, unread } = of(`
      function drift(code: string, message: string) { return { code, message, fix: FIX }; }
      const FIX = "deploy the host again";
      drift("file-missing", \`\${file.path} is not there\`);
      drift("file-changed", "it is another one");
    `);
    expect(unread).toEqual([]);
    expect(uses).toEqual([
      { code: "file-missing", cause: "<path> is not there", fix: "deploy the host again", file: "a.ts" },
      { code: "file-changed", cause: "it is another one", fix: "deploy the host again", file: "a.ts" },
    ]);
  });

  test("has a message once for each call, even if the code is the same, and by its own name if it is not text", () => {
    const { uses } = of(`
      function unread(message: string, fix: string) { return { code: "script-not-read", message, fix }; }
      unread("it is not there", "find out what it starts");
      unread(\`\${host.object} hides it\`, advice(host));
    `);
    expect(uses.map(({ cause, fix }) => [cause, fix])).toEqual([
      ["it is not there", "find out what it starts"],
      ["<object> hides it", "<fix>"],
    ]);
  });

  test("has every wording of a small table, and a placeholder for a large one", () => {
    const { uses } = of(
      `const WHY = { aix: "no tool", solaris: "no source" }; const a = { code: "b", message: WHY[os], fix: "f" };`,
    );
    expect(uses.map(({ cause }) => cause)).toEqual(["no tool / no source"]);
    const { uses: long } = of(
      `const KINDS = { a: "A", b: "B", c: "C", d: "D" }; const a = { code: "b", message: KINDS[kind], fix: "f" };`,
    );
    expect(long.map(({ cause }) => cause)).toEqual(["<kind>"]);
  });

  test("has both codes of a conditional, and both wordings", () => {
    const { uses } = of(`const a = { code: b ? "one" : "other", message: b ? "first" : "second", fix: "mend it" };`);
    expect(uses.map(({ code, cause }) => [code, cause])).toEqual([
      ["one", "first / second"],
      ["other", "first / second"],
    ]);
  });

  test("has the violations of a rule under the rule's code", () => {
    const { uses } = of(
      `export const rule = { code: "a-rule", title: "t", why: "w", evaluate() { return [{ path: [], message: "m", fix: "f" }, { path: [], notEvaluated: "n", fix: "g" }]; } };`,
    );
    expect(uses.map(({ code, cause, fix }) => [code, cause, fix])).toEqual([
      ["a-rule", "m", "f"],
      ["a-rule", "n", "g"],
    ]);
  });

  test("reports a code that it cannot read, with its place", () => {
    expect(of(`const a = 1;\nconst b = { code: names[0], message: "m", fix: "f" };`).unread).toEqual([
      { file: "a.ts", line: 2, expression: "names[0]" },
    ]);
  });
});
