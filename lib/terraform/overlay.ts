import { isMapping } from "../model/mapping";

/**
 * Lays one tree of plain values over another: mappings are merged, their keys sorted, and anything else is replaced. Neither argument is
 * changed.
 */
export function overlay(below: Record<string, unknown>, above: Record<string, unknown>): Record<string, unknown> {
  const result = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = result[key];
    result[key] = isMapping(under) && isMapping(value) ? overlay(under, value) : value;
  }
  return Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)));
}
