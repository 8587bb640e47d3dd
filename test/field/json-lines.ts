import type { Readable, Writable } from "node:stream";

/** Calls back for each line of JSON that comes. */
export function readJsonLines<T>(stream: Readable, each: (value: T) => void): void {
  let rest = "";
  stream.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) if (line !== "") each(JSON.parse(line) as T);
  });
}

/** Writes a value as one line of JSON. */
export function writeJsonLine(stream: Writable, value: unknown): void {
  stream.write(`${JSON.stringify(value)}\n`);
}
