/** What many files end with alike: held, and turned into bytes, once for all of them. */
export class SharedText {
  /** The shared bytes at the end, and before them room for what is a file's own. */
  private buffer: Buffer | undefined;
  private start = 0;

  constructor(
    /** The text. */
    readonly text: string,
  ) {}

  /** The bytes of a file that begins with its own text and ends with this one. They hold until the next call, which writes to the same place. */
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
 * The text of a file: as it is, or what is the file's own and then what it shares with others, as a thousand hosts have scripts of one body.
 * `textOf` gives it in one piece.
 */
export type FileText = string | { readonly own: string; readonly shared: SharedText };

/** The text in one piece. */
export function textOf(content: FileText): string {
  return typeof content === "string" ? content : content.own + content.shared.text;
}

/** What is hashed and written: text that is in one piece as it is, else bytes that hold until the next call. */
export function bytesOf(content: FileText): string | Uint8Array {
  return typeof content === "string" ? content : content.shared.bytesAfter(content.own);
}
