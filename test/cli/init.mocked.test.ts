import * as fs from "node:fs";
import { expect, test, vi } from "vitest";
import { join } from "../../lib/text/paths";
import { type JsonReport, sipHa } from "../command";
import { temporaryFolder } from "../temporary-folder";

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  const writeFileSync: typeof real.writeFileSync = (file, content, ...more) => {
    if (/^environment: staging$/m.test(String(content))) throw Object.assign(new Error("full"), { code: "ENOSPC" });
    real.writeFileSync(file, content, ...more);
  };
  return { ...real, writeFileSync };
});

test("if the disk is full after some files, these files are removed again", () => {
  const folder = join(temporaryFolder(), "infrastructure");
  const { code, stdout } = sipHa("init", folder, "--json");
  const [finding] = (JSON.parse(stdout) as JsonReport).findings;
  expect([code, finding?.message]).toEqual([2, `cannot write into ${folder}: ENOSPC`]);
  expect(fs.readdirSync(folder)).toEqual([]);
});
