import { hash } from "node:crypto";
import type { Artifact } from "../options/artifact";
import { bytesOf, type FileText } from "../text/file-text";

/** An artifact with the hash of its bytes, which is computed once. */
export interface PlannedFile extends Artifact {
  /** Hexadecimal. */
  readonly sha256: string;
  /** The bytes of a long text, which take long to make: once to be hashed and written. Undefined where it is short. */
  readonly bytes?: Uint8Array | undefined;
}

/** From how many characters on a text counts as a long one. */
const LONG = 100_000;

/** Adds the hash. */
export function planned(artifact: Artifact): PlannedFile {
  const { content } = artifact;
  const bytes = typeof content === "string" && content.length >= LONG ? Buffer.from(content) : undefined;
  // What is new comes first: behind a copied object the engine adds each key by itself, in five times the time.
  return { sha256: bytes === undefined ? sha256(content) : hash("sha256", bytes), bytes, ...artifact };
}

/** The hash of a text's UTF-8 bytes, hexadecimal. */
export function sha256(content: FileText): string {
  return hash("sha256", bytesOf(content));
}

/** One hash for files that belong together: it changes when a file's bytes, its place on the host, mode or group do. */
export function hashOfAll(files: readonly PlannedFile[]): string {
  const lines = files.map(({ path, target, sha256: content }) =>
    [path, target?.path, target?.mode, target?.group, content].join("\n"),
  );
  return sha256(lines.sort().join("\n\n"));
}
