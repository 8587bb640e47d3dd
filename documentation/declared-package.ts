import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export const ROOT = join(__dirname, "..");
const TSC = join(dirname(createRequire(__filename).resolve("typescript/package.json")), "bin/tsc");

/** The package's declarations, made from the current sources. */
export interface DeclaredPackage {
  /** The folder of the package. */
  readonly folder: string;
  /** The file with an entry's declarations to which the entry's name resolves when the package is installed. */
  readonly installed: (entry: string) => string;
}

/**
 * Makes the declarations that `npm run build` makes, in a separate folder: the last build may be older than the sources. With `declarations`,
 * the declarations in that folder are used instead.
 */
export function declaredPackage(scratch: string, declarations?: string): DeclaredPackage {
  const folder = join(scratch, "package");
  mkdirSync(folder);
  for (const file of ["package.json", "tsdoc.json"]) copyFileSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  if (declarations === undefined) build(folder);
  else cpSync(declarations, folder, { recursive: true });
  // API Extractor takes everything below a folder of that name for another package.
  const modules = join(scratch, "node_modules");
  mkdirSync(modules);
  symlinkSync(folder, join(modules, "sip-server-ha"), "junction");
  return { folder, installed: (entry) => join(modules, "sip-server-ha", entry) };
}

function build(folder: string): void {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(buildOf(folder)));
  execFileSync(process.execPath, [TSC, "-p", folder], { stdio: ["ignore", "inherit", "inherit"] });
}

/** The configuration of the package's own build. Entries that it imports by name come from the sources, because they are not built here. */
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
