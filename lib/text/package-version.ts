import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

let version: string | undefined;

/** The version of this package, from the `package.json` above the sources or above the file that the package has them in. Read once. */
export function packageVersion(): string {
  version ??= (JSON.parse(readFileSync(packageFile(__dirname), "utf8")) as { version: string }).version;
  return version;
}

function packageFile(folder: string): string {
  const file = join(folder, "package.json");
  return existsSync(file) ? file : packageFile(dirname(folder));
}
