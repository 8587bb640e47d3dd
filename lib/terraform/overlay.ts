import { isMapping } from "../model/mapping";
import { withSortedKeys } from "../text/sorted";

/**
 * Lays one tree of plain values over another as cdktf does with overrides. Mappings are merged and their keys sorted. A list is appended to a list; a
 * mapping whose keys are numbers is merged into the entries of those numbers. `undefined` removes what is there; anything else replaces it. Neither
 * argument is changed.
 */
export function overlay(below: Record<string, unknown>, above: Record<string, unknown>): Record<string, unknown> {
  const result = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const laid = laidOver(result[key], value);
    if (laid === undefined) delete result[key];
    else result[key] = laid;
  }
  return withSortedKeys(result);
}

function laidOver(below: unknown, above: unknown): unknown {
  if (isMapping(below) && isMapping(above)) return overlay(below, above);
  if (!Array.isArray(below)) return above;
  if (isMapping(above) && Object.keys(above).every((key) => /^\d+$/.test(key)))
    return Object.values(overlay({ ...below }, above));
  // Terraform reads a single mapping as a list with one entry.
  return Array.isArray(above) || isMapping(above) ? [...below, ...[above].flat()] : above;
}

/** The part of overrides that removes something: `undefined`, and the mappings around it. The merged result no longer shows it. */
export function removals(overrides: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(overrides).flatMap(([key, value]): [string, unknown][] => {
    if (value === undefined) return [[key, undefined]];
    const within = isPlain(value) ? removals(value) : {};
    return Object.keys(within).length === 0 ? [] : [[key, within]];
  });
  return Object.fromEntries(kept);
}

/** References to other resources are objects, too, and may be circular. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return isMapping(value) && Object.getPrototypeOf(value) === Object.prototype;
}
