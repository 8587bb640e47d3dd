/** The method by which a noun says what stands for it in a declaration: a host its name, an option its settings. */
export const DECLARED: unique symbol = Symbol.for("sip-server-ha.declared") as never;

/** Something that can stand in a declaration. */
export interface Declares {
  /** What stands for it in a declaration: a name, or settings. */
  [DECLARED](): unknown;
}

/** Replaces every noun in a props object by what it declares; everything else stays as it is. */
export function declared(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (DECLARED in value) return declared((value as Declares)[DECLARED]());
  if (Array.isArray(value)) return value.map(declared);
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    // To assign this one would set a prototype; as a key it is refused later, with its position.
    if (key === "__proto__") Object.defineProperty(result, key, { value: declared(item), enumerable: true });
    else result[key] = declared(item);
  }
  return result;
}
