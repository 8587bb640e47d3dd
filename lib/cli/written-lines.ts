import { plain } from "../text/wording";

/** A line for each file or folder that was written. */
export function writtenLines(paths: readonly string[]): string {
  return paths.map((path) => `wrote ${plain(path)}\n`).join("");
}
