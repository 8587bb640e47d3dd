import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fencedBlocks } from "../../documentation/fenced-blocks";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";

const ROOT = join(__dirname, "../..");
let folder: string;

// Below the checkout, so that the program finds the packages.
beforeAll(() => {
  folder = mkdtempSync(join(ROOT, "test/.program-"));
  const [site, main] = fencedBlocks(readFileSync(join(ROOT, "docs/program.md"), "utf8"), "ts");
  writeFileSync(join(folder, "site.ts"), site!);
  writeFileSync(join(folder, "main.ts"), main!);
});

afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });

test("docs/program.md has a construct and a program that compile", () => {
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: join(ROOT, "tsconfig.json"), compilerOptions: { noEmit: true }, include: ["*.ts"] }),
  );
  const { stdout, status } = run(join(ROOT, "node_modules/typescript/bin/tsc"), "-p", ".");
  expect([stdout, status]).toEqual(["", 0]);
});

test("whose findings are accepted as the page says, and whose model the commands accept", () => {
  const { stdout, stderr, status } = run("--import", "tsx", "main.ts");
  expect([stdout, stderr, status]).toEqual(["not evaluated: recovery-time, gratuitous-arp, arp-burst\n", "", 0]);
  const checked = sipHa("check", join(folder, "cdktf.out/stacks/staging/topology.yaml"));
  expect([checked.code, checked.stdout.trimEnd().split("\n").at(-1)]).toEqual([
    0,
    "0 errors, 0 warnings, 2 acknowledged, 3 not evaluated",
  ]);
});
