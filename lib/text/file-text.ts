/** The common end of many files: stored, and converted to bytes, once for all of them. */
export class SharedText {
  /** The shared bytes at the end, and before them room for a file's own text. */
  private buffer: Buffer | undefined;
  private start = 0;

  constructor(
    /** The text. */
    readonly text: string,
  ) {}

  /** The bytes of a file that begins with its own text and ends with this one. They hold until the next call, which writes to the same buffer. */
  bytesAfter(own: string): Uint8Array {
    const length = Buffer.byteLength(own);
    if (this.buffer === undefined || length > this.start) {
      this.start = 2 * length;
      this.buffer = Buffer.concat([Buffer.alloc(this.start), Buffer.from(this.text)]);
    }
    this.buffer.write(own, this.start - length);
    return this.buffer.subarray(this.start - length);
  }
}

/**
 * The text of a file: either in one piece, or the file's own text followed by text that it shares with others, such as the script bodies of a thousand
 * hosts. `textOf` returns it in one piece.
 */
export type FileText = string | { readonly own: string; readonly shared: SharedText };

/** The text in one piece. */
export function textOf(content: FileText): string {
  return typeof content === "string" ? content : content.own + content.shared.text;
}

/** What is hashed and written: text in one piece as it is, otherwise bytes that hold until the next call. */
export function bytesOf(content: FileText): string | Uint8Array {
  return typeof content === "string" ? content : content.shared.bytesAfter(content.own);
}
