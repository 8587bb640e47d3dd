/** The order of two texts, which is the same on every machine. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Sorted by a text of each entry. */
export function sortedBy<One>(all: Iterable<One>, textOf: (one: One) => string): One[] {
  return [...all].sort((one, other) => compareTexts(textOf(one), textOf(other)));
}

/** The same record with sorted keys. */
export function withSortedKeys<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(sortedBy(Object.entries(record), ([key]) => key));
}
