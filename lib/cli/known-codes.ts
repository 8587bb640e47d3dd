import { readFileSync } from "node:fs";
import { packageFolder } from "../text/package-manifest";
import { join } from "../text/paths";
import { type CodeEntry, codeEntries } from "./code-page";

/** Every code that a report may have, from the page that the package ships beside its programs. */
export function knownCodes(): CodeEntry[] {
  return codeEntries(readFileSync(join(packageFolder(), "docs/errors.md"), "utf8"));
}
