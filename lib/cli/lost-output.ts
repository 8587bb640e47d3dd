/**
 * Whether output cannot be written because nobody reads it any more, which is no failure: the reading program has seen enough, like `head`, or the terminal
 * is closed. Any other reason, such as a full disk behind a redirection, is a failure, and is reported on standard error.
 */
export function isReaderGone({ code, message }: NodeJS.ErrnoException, output: NodeJS.WriteStream): boolean {
  if (code === "EPIPE" || (code === "EIO" && output.isTTY)) return true;
  process.stderr.write(`sip-ha: the report cannot be written: ${message}\n`);
  return false;
}
