import * as fs from "node:fs";
import { expect, vi } from "vitest";
import { commitFolder, stageFolder } from "../../lib/synth/write";
import { join } from "../../lib/text/paths";
import { folderContent } from "../folder-content";
import { testWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const links = vi.hoisted(() => ({ wantPrivilege: false }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof fs>();
  // Without the privilege to make links, Windows makes only junctions.
  const symlinkSync: typeof real.symlinkSync = (target, path, type) => {
    if (links.wantPrivilege && type !== "junction")
      throw Object.assign(new Error("EPERM: operation not permitted, symlink"), { code: "EPERM" });
    real.symlinkSync(target, path, type);
  };
  return { ...real, symlinkSync };
});

testWith({ links: true }, "the targets of links survive a synth by an account that may not make links", () => {
  const outdir = temporaryFolder();
  const elsewhere = temporaryFolder();
  const destination = join(outdir, "stacks/staging");
  fs.mkdirSync(join(destination, ".terraform"), { recursive: true });
  fs.mkdirSync(join(elsewhere, "plugins"));
  fs.writeFileSync(join(elsewhere, "site.tfvars"), "user = 1\n");
  fs.symlinkSync(join(elsewhere, "plugins"), join(destination, ".terraform/plugins"), "dir");
  fs.symlinkSync(join(elsewhere, "site.tfvars"), join(destination, "site.auto.tfvars"), "file");
  links.wantPrivilege = true;
  commitFolder(stageFolder(outdir, "staging"), new Set());
  expect(folderContent(destination)).toEqual({
    ".terraform/plugins": `-> ${join(elsewhere, "plugins")}`,
    "site.auto.tfvars": "user = 1\n",
  });
});
