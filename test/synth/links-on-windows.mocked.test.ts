import * as fs from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { commitFolder, stageFolder } from "../../lib/synth/write";
import { folderContent } from "../folder-content";
import { temporaryFolder } from "../temporary-folder";

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  // Without the privilege to make links Windows makes junctions alone.
  const symlinkSync: typeof real.symlinkSync = (target, path, type) => {
    if (type !== "junction")
      throw Object.assign(new Error("EPERM: operation not permitted, symlink"), { code: "EPERM" });
    real.symlinkSync(target, path, type);
  };
  return { ...real, symlinkSync };
});

test("what links in an environment's folder lead to survives a synth of whoever may make none", async () => {
  const { symlinkSync } = await vi.importActual<typeof fs>("node:fs");
  const outdir = fs.realpathSync(temporaryFolder());
  const elsewhere = fs.realpathSync(temporaryFolder());
  const destination = join(outdir, "stacks/staging");
  fs.mkdirSync(join(destination, ".terraform"), { recursive: true });
  fs.mkdirSync(join(elsewhere, "plugins"));
  fs.writeFileSync(join(elsewhere, "site.tfvars"), "user = 1\n");
  symlinkSync(join(elsewhere, "plugins"), join(destination, ".terraform/plugins"), "dir");
  symlinkSync(join(elsewhere, "site.tfvars"), join(destination, "site.auto.tfvars"), "file");
  commitFolder(stageFolder(outdir, "staging"), new Set());
  expect(folderContent(destination)).toEqual({
    ".terraform/plugins": `-> ${join(elsewhere, "plugins")}`,
    "site.auto.tfvars": "user = 1\n",
  });
});
