import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { buildSync } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { dirname, join } from "../../lib/text/paths";
import { builtSipHa } from "../built-package";
import { folderContent } from "../folder-content";
import { temporaryFolder } from "../temporary-folder";

const ROOT = join(__dirname, "../..");

describe("a program that is bundled with the package into one file", () => {
  let folder: string;
  let expected: Record<string, string>;

  beforeAll(() => {
    folder = temporaryFolder();
    const sipHa = builtSipHa();
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(dirname(dirname(sipHa)), join(folder, "node_modules/sip-server-ha"), "junction");
    cpSync(join(ROOT, "examples/first-pair.yaml"), join(folder, "staging.yaml"));
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "program", version: "9.9.9" }));
    writeFileSync(
      join(folder, "main.ts"),
      `import { App } from "cdktf";
import { environmentFromFile } from "sip-server-ha";
const app = new App();
environmentFromFile(app, "staging.yaml");
app.synth();
`,
    );
    execFileSync(process.execPath, [sipHa, "synth", "staging.yaml", "--out", "expected"], { cwd: folder });
    expected = folderContent(join(folder, "expected/stacks"));
  });

  test.each([
    ["as it is", false],
    ["minified", true],
  ])("writes the same bytes, %s", (_, minify) => {
    const [program, out] = [`bundled-${minify}.cjs`, `out-${minify}`];
    buildSync({
      absWorkingDir: folder,
      entryPoints: ["main.ts"],
      outfile: program,
      nodePaths: [join(ROOT, "node_modules")],
      bundle: true,
      minify,
      platform: "node",
      logLevel: "error",
    });
    execFileSync(process.execPath, [program], { cwd: folder, env: { ...process.env, CDKTF_OUTDIR: out } });
    expect(folderContent(join(folder, out, "stacks"))).toEqual(expected);
  });
});
