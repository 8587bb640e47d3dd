import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export const ROOT = join(__dirname, "..");
const TSC = join(dirname(createRequire(__filename).resolve("typescript/package.json")), "bin/tsc");

/** The package's declarations, made from the sources as they are now. */
export interface DeclaredPackage {
  /** The folder of the package. */
  readonly folder: string;
  /** The file of an entry's declarations that whoever installs the package would resolve its name to. */
  readonly installed: (entry: string) => string;
}

/**
 * Makes the declarations that `npm run build` makes, in a folder of their own: what was built last may be older than the sources. With
 * `declarations`, those of that folder are taken instead.
 */
export function declaredPackage(scratch: string, declarations?: string): DeclaredPackage {
  const folder = join(scratch, "package");
  mkdirSync(folder);
  for (const file of ["package.json", "tsdoc.json"]) copyFileSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  if (declarations === undefined) build(folder);
  else cpSync(declarations, folder, { recursive: true });
  // API Extractor takes for another package's what is below a folder of that name.
  const modules = join(scratch, "node_modules");
  mkdirSync(modules);
  symlinkSync(folder, join(modules, "sip-server-ha"), "junction");
  return { folder, installed: (entry) => join(modules, "sip-server-ha", entry) };
}

function build(folder: string): void {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(buildOf(folder)));
  execFileSync(process.execPath, [TSC, "-p", folder], { stdio: ["ignore", "inherit", "inherit"] });
}

/** The package's own build, with the sources in the place of the entries that it imports by their names: there is no build of them here. */
function buildOf(folder: string): object {
  const source = (file: string) => [join(ROOT, "lib", file)];
  return {
    extends: join(ROOT, "tsconfig.build.json"),
    compilerOptions: {
      outDir: join(folder, "dist"),
      rootDir: join(ROOT, "lib"),
      paths: { "sip-server-ha": source("index.ts"), "sip-server-ha/testing": source("testing/index.ts") },
    },
    include: [join(ROOT, "lib")],
  };
}
