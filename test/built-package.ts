import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "../lib/text/paths";
import { temporaryFolder } from "./temporary-folder";

const ROOT = join(__dirname, "..");

/**
 * The package as `npm run build` makes it, but without declarations, in a separate folder. It is for tests that need a process, and does not depend on whether and when `dist` was
 * built. Returns the path of its `sip-ha`.
 */
export function builtSipHa(): string {
  const folder = temporaryFolder();
  execFileSync(process.execPath, ["build/bundle.mjs", join(folder, "dist")], { cwd: ROOT });
  mkdirSync(join(folder, "bin"));
  cpSync(join(ROOT, "bin/sip-ha.js"), join(folder, "bin/sip-ha.js"));
  cpSync(join(ROOT, "package.json"), join(folder, "package.json"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  return join(folder, "bin/sip-ha.js");
}
