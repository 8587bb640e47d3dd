import { types } from "node:util";
import { TestMisuse } from "../misuse";
import { ArrayWithMatcher } from "./array-with-matcher";
import { isMatch, MATCHED, Matcher, type MatchResult, mismatch } from "./matcher";
import { type Completeness, isPlainMapping, matchPattern } from "./pattern";
import { RegexpMatcher } from "./regexp-matcher";
import { SerializedJsonMatcher } from "./serialized-json-matcher";
import { shown, shownPattern } from "./shown";

/**
 * Patterns for values. Use them wherever a value is expected, alone or inside one another. Any other value is compared as it is, and a regular
 * expression stands for `Match.stringLikeRegexp`.
 */
export const Match = {
  /** A mapping that has these keys and may have others; the same applies to all mappings in it. Lists in it must be equal. */
  objectLike(pattern: Readonly<Record<string, unknown>>): Matcher {
    return new StructureMatcher("objectLike", pattern, isPlainMapping, "may have more");
  },

  /** A mapping that has these keys and no others; the same applies to the mappings in it. */
  objectEquals(pattern: Readonly<Record<string, unknown>>): Matcher {
    return new StructureMatcher("objectEquals", pattern, isPlainMapping, "has no more");
  },

  /** A list that has these entries in this order, and may have others before, between and after them. Mappings among them may have more keys. */
  arrayWith(pattern: readonly unknown[]): Matcher {
    return new ArrayWithMatcher(pattern);
  },

  /** A list that has these entries in this order and no others; mappings among them have no other keys either. */
  arrayEquals(pattern: readonly unknown[]): Matcher {
    return new StructureMatcher("arrayEquals", pattern, Array.isArray, "has no more");
  },

  /** A text in which the regular expression is found. If the expression is given as text, `^` and `$` match at the ends of each line. */
  stringLikeRegexp(pattern: string | RegExp): Matcher {
    return new RegexpMatcher(pattern);
  },

  /** A text that is JSON for a matching value; mappings in it may have more keys. */
  serializedJson(pattern: unknown): Matcher {
    return new SerializedJsonMatcher(pattern);
  },

  /** No value at all. */
  absent(): Matcher {
    return ABSENT;
  },

  /** Any value, but it must be there. */
  anyValue(): Matcher {
    return ANY_VALUE;
  },

  /** A value that does not match, or no value at all. */
  not(pattern: unknown): Matcher {
    return new NotMatcher(pattern);
  },
} as const;

class StructureMatcher extends Matcher {
  constructor(
    private readonly name: string,
    private readonly pattern: unknown,
    isRight: (pattern: unknown) => boolean,
    private readonly completeness: Completeness,
  ) {
    super();
    if (!isRight(pattern)) throw wrongPattern(name, pattern, name.startsWith("array") ? "a list" : "a mapping");
  }

  describe(): string {
    return `Match.${this.name}(${shownPattern(this.pattern)})`;
  }

  match(actual: unknown): MatchResult {
    return matchPattern(this.pattern, actual, this.completeness);
  }
}

class NotMatcher extends Matcher {
  constructor(private readonly pattern: unknown) {
    super();
  }

  describe(): string {
    return `Match.not(${shownPattern(this.pattern)})`;
  }

  match(actual: unknown): MatchResult {
    // A capture inside a pattern that must not match takes nothing.
    return isMatch(matchPattern(this.pattern, actual, "may have more"))
      ? mismatch(`Expected anything but ${shownPattern(this.pattern)} but received ${shown(actual)}`)
      : MATCHED;
  }
}

class PresenceMatcher extends Matcher {
  constructor(
    private readonly name: "absent" | "anyValue",
    private readonly expected: string,
  ) {
    super();
  }

  describe(): string {
    return `Match.${this.name}()`;
  }

  match(actual: unknown): MatchResult {
    const isPresent = actual !== undefined;
    return isPresent === (this.name === "anyValue")
      ? MATCHED
      : mismatch(`Expected ${this.expected} but received ${shown(actual)}`);
  }
}

const ABSENT = new PresenceMatcher("absent", "no value");
const ANY_VALUE = new PresenceMatcher("anyValue", "any value");

function wrongPattern(name: string, pattern: unknown, allowed: string): TestMisuse {
  return new TestMisuse({
    message: `Match.${name} takes ${allowed}`,
    found: types.isRegExp(pattern) ? String(pattern) : shownPattern(pattern),
    allowed,
    fix: "if it is a single value, write the pattern itself",
  });
}
