/** Why code that others have written could not be evaluated, in the code's own words. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
