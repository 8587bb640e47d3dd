import { TestMisuse } from "../misuse";
import { distanceOf, isMatch, Matcher, type MatchResult, mismatch, together, under } from "./matcher";
import { isPlainMapping, matchPattern } from "./pattern";
import { shown, shownPattern } from "./shown";

/** A list that has certain entries in their order, and may have others too. */
export class ArrayWithMatcher extends Matcher {
  constructor(private readonly pattern: readonly unknown[]) {
    super();
    if (!Array.isArray(pattern))
      throw new TestMisuse({
        message: "Match.arrayWith takes a list",
        found: shownPattern(pattern),
        allowed: "a list",
        fix: "put the entry in brackets",
      });
  }

  describe(): string {
    return `Match.arrayWith(${shownPattern(this.pattern)})`;
  }

  match(actual: unknown): MatchResult {
    if (!Array.isArray(actual)) return mismatch(`Expected a list but received ${shown(actual)}`);
    const found: MatchResult[] = [];
    let next = 0;
    for (const item of this.pattern) {
      const results = actual.slice(next).map((entry, offset) => {
        return { index: next + offset, result: matchPattern(item, entry, "may have more") };
      });
      const match = results.find(({ result }) => isMatch(result));
      if (match === undefined) return this.missing(item, actual, next, results);
      found.push(under(match.index, match.result));
      next = match.index + 1;
    }
    return together(found);
  }

  /** The mismatch is shown in the nearest entry. */
  private missing(
    item: unknown,
    actual: readonly unknown[],
    from: number,
    results: readonly { readonly index: number; readonly result: MatchResult }[],
  ): MatchResult {
    const wanted = shownPattern(item);
    const earlier = actual.slice(0, from).findIndex((entry) => isMatch(matchPattern(item, entry, "may have more")));
    if (earlier !== -1)
      return mismatch(`Expected ${wanted} after entry ${from}, but it is entry ${earlier + 1}: the order counts`);
    const message = `Expected an entry ${wanted}${from === 0 ? "" : ` after entry ${from}`} but none of ${results.length} matches`;
    const [nearest] = [...results].sort(
      (a, b) =>
        missesFirst(item, a.result) - missesFirst(item, b.result) || distanceOf(a.result) - distanceOf(b.result),
    );
    const isNear = nearest !== undefined && typeof actual[nearest.index] === "object";
    return together([mismatch(message), ...(isNear ? [under(nearest.index, nearest.result)] : [])]);
  }
}

/** Whether an entry misses the first thing that is asked of it, which is most likely its name: 1 if it does. */
function missesFirst(item: unknown, { mismatches }: MatchResult): number {
  const [first] = isPlainMapping(item) ? Object.keys(item) : [];
  return Number(first !== undefined && mismatches.some(({ path }) => path[0] === first));
}
