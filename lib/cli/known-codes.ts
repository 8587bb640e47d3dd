import { readFileSync } from "node:fs";
import { packageFolder } from "../text/package-manifest";
import { join } from "../text/paths";
import { type CodeEntry, codeEntries } from "./code-page";

/** Every code that a report may have, as the page says it that the package has beside its programs. */
export function knownCodes(): CodeEntry[] {
  return codeEntries(readFileSync(join(packageFolder(), "docs/errors.md"), "utf8"));
}
