import { existsSync, realpathSync } from "node:fs";

/** Whether two names refer to the same existing file, directly or by a link. */
export function isSameFile(file: string | undefined, other: string): boolean {
  return file !== undefined && existsSync(file) && existsSync(other) && realpathSync(file) === realpathSync(other);
}
