import { existsSync, readFileSync } from "node:fs";
import { version } from "../../package.json";
import { dirname, join } from "./paths";

/** What this package's manifest says. */
export interface PackageManifest {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

let manifest: PackageManifest | undefined;

/** The content of `package.json`. Read once. */
export function packageManifest(): PackageManifest {
  manifest ??= JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")) as PackageManifest;
  return manifest;
}

/** The version of this package. A program that is bundled with the package contains it too: there, `package.json` is the program's own. */
export function packageVersion(): string {
  return version;
}

/** The folder of this package: the first folder with a `package.json` above the sources, or above the packaged file that contains them. */
export function packageFolder(folder = __dirname): string {
  return existsSync(join(folder, "package.json")) ? folder : packageFolder(dirname(folder));
}
