import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What this package says of itself. */
export interface PackageManifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

let manifest: PackageManifest | undefined;

/** The `package.json` above the sources or above the file that the package has them in. Read once. */
export function packageManifest(): PackageManifest {
  manifest ??= JSON.parse(readFileSync(packageFile(__dirname), "utf8")) as PackageManifest;
  return manifest;
}

/** The version of this package. */
export function packageVersion(): string {
  return packageManifest().version;
}

function packageFile(folder: string): string {
  const file = join(folder, "package.json");
  return existsSync(file) ? file : packageFile(dirname(folder));
}
