import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { join } from "../../lib/text/paths";
import { builtSipHa } from "../built-package";
import { temporaryFolder } from "../temporary-folder";

const EXAMPLE = join(__dirname, "../../examples/first-pair.yaml");
const RUNS = 4;

test("each of several simultaneous synths into one folder succeeds, and none loses what is kept there", {
  timeout: 120_000,
}, async () => {
  const out = join(temporaryFolder(), "out");
  const place = join(out, "stacks/staging");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "terraform.tfvars"), "mine");
  const executable = builtSipHa();
  const run = async () => {
    const child = spawn(process.execPath, [executable, "synth", EXAMPLE, "--out", out], { stdio: "ignore" });
    const [code] = await once(child, "exit");
    return code as number;
  };
  for (let round = 0; round < 3; round++)
    expect(await Promise.all(Array.from({ length: RUNS }, run))).toEqual(Array(RUNS).fill(0));
  expect(readFileSync(join(place, "terraform.tfvars"), "utf8")).toBe("mine");
  expect(readdirSync(out).sort()).toEqual(["manifest.json", "stacks"]);
});
