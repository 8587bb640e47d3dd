import { isMapping } from "../model/mapping";
import { withSortedKeys } from "../text/sorted";

/**
 * Lays one tree of plain values over another as cdktf does with overrides: mappings are merged, their keys sorted; a list is added to a list, and what
 * stands under a number to that entry of it; `undefined` takes away what is there, and anything else takes its place. Neither argument is changed.
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
  // Terraform takes one mapping for a list of one.
  return Array.isArray(above) || isMapping(above) ? [...below, ...[above].flat()] : above;
}

/** Of overrides what takes away, which what they were written into tells no more: `undefined`, and the mappings around it. */
export function removals(overrides: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(overrides).flatMap(([key, value]): [string, unknown][] => {
    if (value === undefined) return [[key, undefined]];
    const within = isPlain(value) ? removals(value) : {};
    return Object.keys(within).length === 0 ? [] : [[key, within]];
  });
  return Object.fromEntries(kept);
}

/** References to other resources are objects, too, and may go round in circles. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return isMapping(value) && Object.getPrototypeOf(value) === Object.prototype;
}
