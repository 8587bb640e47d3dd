import { ELEMENT_KINDS, ELEMENTS, type ElementKind, type ReferencePlace } from "../model/element";
import { isMapping } from "../model/mapping";
import type { Path } from "../model/origin";
import { options } from "../options";
import type { Declaration } from "./declaration";

/** A name in a declaration that must be the name of another element. */
export interface Reference {
  readonly kind: ElementKind;
  readonly name: string;
  readonly path: Path;
}

const PLACES: readonly ReferencePlace[] = [
  { kind: "hosts", path: ["managementLayer", "solutionControlServer", "host"] },
  { kind: "hosts", path: ["managementLayer", "backupSolutionControlServer", "host"] },
  { kind: "hosts", path: ["managementLayer", "messageServer", "host"] },
  ...ELEMENT_KINDS.flatMap((element) =>
    ELEMENTS[element].references.map(({ kind, path }) => ({ kind, path: [element, "*", ...path] })),
  ),
  ...options.flatMap(({ name, references }) =>
    references.map(({ kind, path }) => ({ kind, path: ["pairs", "*", "highAvailability", name, ...path] })),
  ),
];

/** The kind of element that a declaration names at the path; undefined if it names none. */
export function referredKind(path: Path): ElementKind | undefined {
  return PLACES.find(
    (place) =>
      place.path.length === path.length && place.path.every((key, index) => key === "*" || key === path[index]),
  )?.kind;
}

/**
 * All names of other elements. They are found in the declaration as it is, so that a mistake beside a name does not hide the name until the next run. A
 * value that is not text is a problem of the declaration's shape.
 */
export function referencesOf(declaration: Declaration): Reference[] {
  const references: Reference[] = [];
  for (const place of PLACES) collect(declaration, place, [], references);
  return references;
}

/** @param at the keys that lead to the value so far; changed on the way, and restored at the end */
function collect(value: unknown, place: ReferencePlace, at: (string | number)[], references: Reference[]): void {
  const key = place.path[at.length];
  if (key === undefined) {
    if (typeof value === "string") references.push({ kind: place.kind, name: value, path: [...at] });
    return;
  }
  for (const [one, item] of entriesAt(value, key)) {
    at.push(one);
    collect(item, place, at, references);
    at.pop();
  }
}

/** The values under a key of a place: in a mapping one value, or all values for `*`; in a list all entries for `[]`. */
function entriesAt(value: unknown, key: string): (readonly [string | number, unknown])[] {
  if (key === "[]") return Array.isArray(value) ? [...value.entries()] : [];
  if (!isMapping(value)) return [];
  const keys = key === "*" ? Object.keys(value) : Object.hasOwn(value, key) ? [key] : [];
  return keys.map((one) => [one, value[one]]);
}
