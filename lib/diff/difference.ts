import { isDeepStrictEqual } from "node:util";
import { isMapping } from "../model/mapping";
import type { Path } from "../model/origin";

/** A value that holds no further keys; a list is one value. */
export interface Leaf {
  readonly path: Path;
  readonly value: unknown;
}

/** Every value below the keys, in their order. An empty mapping says nothing. */
function leavesOf(value: unknown, at: Path): Leaf[] {
  if (!isMapping(value)) return [{ path: at, value }];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...at, key]));
}

/** A key whose two values differ. */
export interface Difference {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/** The keys whose values differ, those of the earlier value first, then the new keys. */
export function differences(before: unknown, after: unknown, at: Path): Difference[] {
  const [old, now] = [before, after].map(
    (value) => new Map(value === undefined ? [] : leavesOf(value, at).map((leaf) => [JSON.stringify(leaf.path), leaf])),
  ) as [Map<string, Leaf>, Map<string, Leaf>];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [one, other] = [old.get(key), now.get(key)];
    return isDeepStrictEqual(one?.value, other?.value)
      ? []
      : [{ path: (one ?? other)!.path, before: one?.value, after: other?.value }];
  });
}
