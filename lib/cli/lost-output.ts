/**
 * Whether what cannot be written has nobody who waits for it any more, which is no failure: a program that reads has seen enough, as `head` has, or a terminal
 * is closed. Another reason, as a full disk behind a redirection, is one, and is told where it can be.
 */
export function isReaderGone({ code, message }: NodeJS.ErrnoException, output: NodeJS.WriteStream): boolean {
  if (code === "EPIPE" || (code === "EIO" && output.isTTY)) return true;
  process.stderr.write(`sip-ha: the report cannot be written: ${message}\n`);
  return false;
}
