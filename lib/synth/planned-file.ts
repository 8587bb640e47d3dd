import { hash } from "node:crypto";
import type { Artifact } from "../options/artifact";
import { bytesOf, type FileText } from "../text/file-text";

/** An artifact with the hash of its bytes, which is computed once. */
export interface PlannedFile extends Artifact {
  /** Hexadecimal. */
  readonly sha256: string;
  /** The bytes of a long text, made once for hashing and writing because that takes long; undefined if the text is short. */
  readonly bytes?: Uint8Array | undefined;
}

/** A text with more characters than this counts as long. */
const LONG = 100_000;

/** Adds the hash. */
export function planned(artifact: Artifact): PlannedFile {
  const { content } = artifact;
  const bytes = typeof content === "string" && content.length >= LONG ? Buffer.from(content) : undefined;
  // The new keys come first: after a copied object, the engine adds each key separately, in five times the time.
  return { sha256: bytes === undefined ? sha256(content) : hash("sha256", bytes), bytes, ...artifact };
}

/** The hash of a text's UTF-8 bytes, hexadecimal. */
export function sha256(content: FileText): string {
  return hash("sha256", bytesOf(content));
}

/** One hash for files that belong together: it changes if a file's bytes, its place on the host, its mode or its group change. */
export function hashOfAll(files: readonly PlannedFile[]): string {
  const lines = files.map(({ path, target, sha256: content }) =>
    [path, target?.path, target?.mode, target?.group, content].join("\n"),
  );
  return sha256(lines.sort().join("\n\n"));
}
