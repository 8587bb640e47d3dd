/** Keys with values. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Whether the value is keys with values, rather than a list or a single value. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keys with their values; empty for a value that is not a mapping. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isMapping(value) ? Object.entries(value) : [];
}
