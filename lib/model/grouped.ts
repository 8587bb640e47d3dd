/** The entries of a list for each key, in the list's order. Each question is then one lookup, where a search would go through the whole list. */
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
