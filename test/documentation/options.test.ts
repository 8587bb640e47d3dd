import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as cdktf from "cdktf";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { ROOT } from "../../documentation/declared-package";
import { fencedBlocks } from "../../documentation/fenced-blocks";
import { withPart } from "../../documentation/generated-part";
import { optionPage, pageNameOf } from "../../documentation/option-page";
import * as library from "../../lib";
import { environmentFromText } from "../../lib";
import { evaluate } from "../../lib/checks/engine";
import { options, rules } from "../../lib/options";
import { folderContent } from "../folder-content";
import { temporaryFolder } from "../temporary-folder";

const FOLDER = join(ROOT, "docs/options");

test("every option has a page, and every page has an option", () => {
  expect(readdirSync(FOLDER).sort()).toEqual(options.map((option) => `${pageNameOf(option)}.md`).sort());
});

const pages = options.flatMap((option) => {
  const file = join(FOLDER, `${pageNameOf(option)}.md`);
  return existsSync(file) ? [{ option, file, name: option.name, page: readFileSync(file, "utf8") }] : [];
});

/** Runs a page's program, with the output folder here and not in the working folder. */
function written(program: string): Record<string, string> {
  const outdir = join(temporaryFolder(), "cdktf.out");
  class App extends cdktf.App {
    constructor() {
      super({ outdir });
    }
  }
  const modules: Record<string, unknown> = { cdktf: { ...cdktf, App }, "sip-server-ha": library };
  const { code } = transformSync(program, { loader: "ts", format: "cjs" });
  const load = (name: string) => modules[name] ?? createRequire(__filename)(name);
  new Function("require", "module", "exports", code)(load, { exports: {} }, {});
  return folderContent(join(outdir, "stacks"));
}

describe.each(pages)("the page of $name", ({ option, file, name, page }) => {
  test("says when to choose it, what is written, checked and tried, and what is not documented, as the code has it; `npm run documentation` regenerates it", async () => {
    await expect(optionPage(page, option)).toMatchFileSnapshot(file);
  });

  test("has an example of about 20 lines that uses the option without errors or needless acknowledgements, and the same as a program", () => {
    const [yaml] = fencedBlocks(page, "yaml");
    const [program] = fencedBlocks(page, "ts");
    expect(yaml!.trimEnd().split("\n").length).toBeLessThanOrEqual(30);
    const outdir = join(temporaryFolder(), "cdktf.out");
    const app = new cdktf.App({ outdir });
    const { topology } = environmentFromText(app, yaml!);
    const { findings } = evaluate(rules, [topology]);
    expect(findings.filter(({ code, level }) => level === "error" || code === "stale-acknowledgement")).toEqual([]);
    app.synth();
    expect([...topology.pairs.values()].map(({ highAvailability }) => highAvailability.option)).toEqual([name]);
    const fromFile = folderContent(join(outdir, "stacks"));
    expect(Object.keys(fromFile).length).toBeGreaterThan(5);
    expect(written(program!)).toEqual(fromFile);
  });
});

test("a page without the marker of a part is reported with the marker that it needs", () => {
  expect(() => withPart("# A page\n", "checks", "x")).toThrow(
    "the page has no part checks: put <!-- checks --> and <!-- /checks --> into it",
  );
});
