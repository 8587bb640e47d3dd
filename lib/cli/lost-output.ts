/** Whoever reads has gone: a program that has seen enough, as `head` has, or a terminal that is closed. */
const READER_GONE = ["EPIPE", "EIO"];

/**
 * Whether what cannot be written has nobody who waits for it any more, which is no failure. Another reason, as a full disk behind a redirection, is one, and is
 * told where it can be.
 */
export function isReaderGone({ code, message }: NodeJS.ErrnoException): boolean {
  if (READER_GONE.includes(code ?? "")) return true;
  process.stderr.write(`sip-ha: the report cannot be written: ${message}\n`);
  return false;
}
