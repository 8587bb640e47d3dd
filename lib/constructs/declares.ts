import type { Path } from "../model/origin";

/** The method by which a noun gives its stand-in in a declaration: a host gives its name, an option its settings. */
export const DECLARED: unique symbol = Symbol.for("sip-server-ha.declared") as never;

/** Something that can stand in a declaration. */
export interface Declares {
  /** What stands for it in a declaration: a name, or settings. */
  [DECLARED](): unknown;
}

/** Stands for a value that could not be walked to its end; the checks refuse it there, in these words. */
class Endless {
  constructor(private readonly what: string) {}
  get [Symbol.toStringTag](): string {
    return this.what;
  }
}

/** Deeper than anything that is declared. */
const DEEPEST = 100;

/**
 * Replaces every noun in a props object by what it declares; everything else stays as it is.
 *
 * @param meet is called with each noun and its path
 * @param path the path of the value
 * @param around the values that contain it, outermost first; changed on the way, and restored at the end
 */
export function declared(
  value: unknown,
  meet?: (noun: Declares, path: Path) => void,
  path: Path = [],
  around: unknown[] = [],
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (around.includes(value)) return new Endless("value that contains itself");
  if (around.length > DEEPEST) return new Endless("value that is nested too deeply");
  around.push(value);
  const plain = plainOf(value, meet, path, around);
  around.pop();
  return plain;
}

function plainOf(
  value: object,
  meet: ((noun: Declares, path: Path) => void) | undefined,
  path: Path,
  around: unknown[],
): unknown {
  if (DECLARED in value) {
    meet?.(value as Declares, path);
    return declared((value as Declares)[DECLARED](), meet, path, around);
  }
  if (Array.isArray(value)) return value.map((item, index) => declared(item, meet, [...path, index], around));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const result: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const plain = typeof item === "object" ? declared(item, meet, [...path, key], around) : item;
    // Assigning this key would set a prototype; as an own key, it is refused later with its position.
    if (key === "__proto__") Object.defineProperty(result, key, { value: plain, enumerable: true });
    else result[key] = plain;
  }
  return result;
}
