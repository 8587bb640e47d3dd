/** Why the operating system has refused something, as a word that can be looked up: `EACCES`; for any other error, its message. */
export function systemErrorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error));
}

/** Whether the operating system has refused something for this reason: `ENOENT`. */
export function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
