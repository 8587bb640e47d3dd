import { readFileSync, type Stats, statSync } from "node:fs";

/**
 * The properties of a regular file, which comes to an end: reading a pipe waits until somebody writes to it, and a device never ends.
 *
 * @throws Error if it is another kind of file, or does not exist
 */
export function regularFile(file: string): Stats {
  const status = statSync(file);
  if (status.isDirectory()) throw Object.assign(new Error(`EISDIR: ${file} is a folder`), { code: "EISDIR" });
  if (!status.isFile()) throw new Error("it is not a regular file");
  return status;
}

/**
 * The bytes of a regular file.
 *
 * @throws Error if it is another kind of file, or cannot be read
 */
export function readRegularFile(file: string): Buffer {
  regularFile(file);
  return readFileSync(file);
}
