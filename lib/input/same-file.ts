import { existsSync, realpathSync } from "node:fs";

/** Whether two names are of one file that is there, also by a link. */
export function isSameFile(file: string | undefined, other: string): boolean {
  return file !== undefined && existsSync(file) && existsSync(other) && realpathSync(file) === realpathSync(other);
}
