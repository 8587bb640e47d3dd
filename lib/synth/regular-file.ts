import { readFileSync, type Stats, statSync } from "node:fs";

/**
 * What a file is that comes to an end: a pipe is waited for until somebody writes into it, and a device goes on for ever.
 *
 * @throws Error where it is another one, or is not there
 */
export function regularFile(file: string): Stats {
  const status = statSync(file);
  if (status.isDirectory()) throw Object.assign(new Error(`EISDIR: ${file} is a folder`), { code: "EISDIR" });
  if (!status.isFile()) throw new Error("it is not a regular file");
  return status;
}

/**
 * The bytes of such a file.
 *
 * @throws Error where it is another one, or cannot be read
 */
export function readRegularFile(file: string): Buffer {
  regularFile(file);
  return readFileSync(file);
}
