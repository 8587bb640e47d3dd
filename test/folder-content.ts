import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { slashed } from "../lib/text/paths";

/** Every file below a folder, by its path: its bytes as text in which no byte is lost. For links, what they point to. */
export function folderContent(folder: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const path of (readdirSync(folder, { recursive: true }) as string[]).map((one) => slashed(one)).sort()) {
    const kind = lstatSync(join(folder, path));
    if (kind.isSymbolicLink()) result[path] = `-> ${readlinkSync(join(folder, path))}`;
    else if (kind.isFile()) result[path] = readFileSync(join(folder, path), "latin1");
  }
  return result;
}
