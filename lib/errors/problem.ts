/** What is wrong, in the words of the person who has to fix it. */
export interface Problem {
  /** Stable, for searching, scripting and acknowledging. */
  readonly code: string;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** The value that was found; undefined if none is meant. */
  readonly found?: string | undefined;
  /** What is allowed; undefined if that does not fit into a line. */
  readonly allowed?: string | undefined;
  /** What to do, as an instruction. */
  readonly fix: string;
}

/** The fix if a file and the file that it extends each make a choice: both then count, and other files may need the base file's choice. */
export const KEEP_ONE = "keep one; to remove one from the file that this file extends, set it to null";
