import { gunzipSync } from "node:zlib";

/** Far above the size of any package of this library: a small file may become huge when it is unpacked. */
const LARGEST = 200_000_000;
const BLOCK = 512;

/** The name of the package that `npm pack` has packed; undefined if the bytes are no package, or not a whole one. */
export function packedName(packed: Uint8Array): string | undefined {
  try {
    const { name } = JSON.parse(fileIn(gunzipSync(packed, { maxOutputLength: LARGEST }), "package/package.json") ?? "");
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}

/** A file of a tar archive: each has a block with its name, and its size in octal, then blocks of its bytes. */
function fileIn(archive: Buffer, wanted: string): string | undefined {
  const text = (from: number, length: number) => archive.toString("latin1", from, from + length).split("\0")[0]!;
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    if (text(at, 100) === wanted) return archive.toString("utf8", at + BLOCK, at + BLOCK + size);
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
  return undefined;
}
