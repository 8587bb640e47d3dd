/**
 * What is wrong, in the words of the person who has to mend it.
 */
export interface Problem {
  /** Stable, for searching, scripting and acknowledging. */
  readonly code: string;
  readonly message: string;
  readonly found?: string | undefined;
  readonly allowed?: string | undefined;
  readonly fix: string;
}
