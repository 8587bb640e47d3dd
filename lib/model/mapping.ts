/** Keys with values. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Whether the value is keys with values, rather than a list or a single value. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
