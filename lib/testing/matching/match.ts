import { types } from "node:util";
import { TestMisuse } from "../misuse";
import { ArrayWithMatcher } from "./array-with-matcher";
import { isMatch, MATCHED, Matcher, type MatchResult, mismatch } from "./matcher";
import { type Completeness, isPlainMapping, matchPattern } from "./pattern";
import { RegexpMatcher } from "./regexp-matcher";
import { SerializedJsonMatcher } from "./serialized-json-matcher";
import { shown, shownPattern } from "./shown";

/**
 * Patterns for values. They stand wherever a value is expected, by themselves or inside one another; what is no matcher is compared as it is, and a
 * regular expression stands for `Match.stringLikeRegexp`.
 */
export const Match = {
  /** A mapping that has these keys, and may have others; so have all mappings in it. Lists in it are as they are. */
  objectLike(pattern: Readonly<Record<string, unknown>>): Matcher {
    return new StructureMatcher("objectLike", pattern, isPlainMapping, "may have more");
  },

  /** A mapping that has these keys and no others; nor have the mappings in it. */
  objectEquals(pattern: Readonly<Record<string, unknown>>): Matcher {
    return new StructureMatcher("objectEquals", pattern, isPlainMapping, "has no more");
  },

  /** A list that has these entries in this order, and may have others before, between and after them. Mappings among them may have more keys. */
  arrayWith(pattern: readonly unknown[]): Matcher {
    return new ArrayWithMatcher(pattern);
  },

  /** A list that has these entries in this order and no others; nor have the mappings among them more keys. */
  arrayEquals(pattern: readonly unknown[]): Matcher {
    return new StructureMatcher("arrayEquals", pattern, Array.isArray, "has no more");
  },

  /** A text in which the regular expression is found. In one given as text, `^` and `$` are the ends of a line. */
  stringLikeRegexp(pattern: string | RegExp): Matcher {
    return new RegexpMatcher(pattern);
  },

  /** A text that is JSON for a value that matches; mappings in it may have more keys. */
  serializedJson(pattern: unknown): Matcher {
    return new SerializedJsonMatcher(pattern);
  },

  /** No value at all. */
  absent(): Matcher {
    return ABSENT;
  },

  /** Any value, but not none. */
  anyValue(): Matcher {
    return ANY_VALUE;
  },

  /** A value, or none, that does not match. */
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
    // What is captured in a pattern that must not match is nobody's.
    return isMatch(matchPattern(this.pattern, actual, "may have more"))
      ? mismatch(`Expected what is not ${shownPattern(this.pattern)} but received ${shown(actual)}`)
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
    fix: "write the pattern itself where it is a single value",
  });
}
