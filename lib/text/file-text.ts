/** What many files end with alike: held, and turned into bytes, once for all of them. */
export class SharedText {
  private encoded: Uint8Array | undefined;

  constructor(readonly text: string) {}

  /** In UTF-8. */
  get bytes(): Uint8Array {
    this.encoded ??= Buffer.from(this.text);
    return this.encoded;
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

/** What is written: text that is in one piece as it is, else the bytes of both pieces. */
export function bytesOf(content: FileText): string | Uint8Array {
  return typeof content === "string" ? content : Buffer.concat([Buffer.from(content.own), content.shared.bytes]);
}
