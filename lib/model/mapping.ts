/** Keys with values. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Whether the value is keys with values, rather than a list or a single value. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Keys with their values; of what is no mapping none. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isMapping(value) ? Object.entries(value) : [];
}
