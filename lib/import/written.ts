import { isMapping } from "../model/mapping";

/** A value of the environment file: a scalar, or a list that is written in one line. */
export interface Leaf {
  readonly value: string | number | boolean | readonly unknown[];
  /** Where it comes from, or what is not known about it: a comment after it. */
  readonly from?: string | undefined;
}

/** A mapping of the environment file, in the order in which it is written; undefined values are left out. */
export interface Branch {
  readonly entries: Readonly<Record<string, Leaf | Branch | undefined>>;
  /** A comment above its key. */
  readonly above?: readonly string[] | undefined;
}

export function leaf(value: Leaf["value"], from?: string): Leaf {
  return { value, from };
}

export function branch(entries: Branch["entries"], above?: readonly string[]): Branch {
  return { entries, above };
}

export function isBranch(written: Leaf | Branch): written is Branch {
  return "entries" in written;
}

/** A mapping without keys is left out of the file, together with its key. */
export function branchOrNothing(entries: Branch["entries"]): Branch | undefined {
  return Object.values(entries).some((one) => one !== undefined) ? branch(entries) : undefined;
}

/** The same without the comments: what the file declares. */
export function declared(written: Branch): Record<string, unknown> {
  const entries = Object.entries(written.entries).flatMap(([key, one]) =>
    one === undefined ? [] : [[key, isBranch(one) ? declared(one) : one.value] as const],
  );
  return Object.fromEntries(entries);
}

/** Plain values, as of a list's entries, in which nothing is undefined. */
export function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, compact(item)]])),
  );
}
