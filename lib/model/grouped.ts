/** What each key has of a list, in the list's order: looked up once for each question where a search would go through all of it. */
export function grouped<One, Key>(all: Iterable<One>, keysOf: (one: One) => readonly Key[]): ReadonlyMap<Key, One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of all)
    for (const key of new Set(keysOf(one))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  return groups;
}
