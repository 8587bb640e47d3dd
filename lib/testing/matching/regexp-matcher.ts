import { TestMisuse } from "../misuse";
import { MATCHED, Matcher, type MatchResult, mismatch } from "./matcher";
import { shown } from "./shown";
import { linesOf, nearestLine } from "./text";

/** A text in which a regular expression is found. */
export class RegexpMatcher extends Matcher {
  private readonly expression: RegExp;

  /**
   * @param expression if it is given as text, `^` and `$` match at the ends of each line
   * @throws TestMisuse if the text is not a regular expression
   */
  constructor(expression: string | RegExp) {
    super();
    this.expression = typeof expression === "string" ? parsed(expression) : withoutMemory(expression);
  }

  describe(): string {
    return `Match.stringLikeRegexp(${this.expression})`;
  }

  match(actual: unknown): MatchResult {
    if (typeof actual !== "string")
      return mismatch(`Expected text like ${this.expression} but received ${shown(actual)}`);
    if (this.expression.test(actual)) return MATCHED;
    const lines = linesOf(actual).length;
    if (lines === 1) return mismatch(`Expected text like ${this.expression} but received ${shown(actual)}`);
    const near = nearestLine(this.expression.source, actual);
    return mismatch(
      `Expected text like ${this.expression}, which is nowhere in the ${lines} lines${
        near === undefined ? "" : `; the nearest is line ${near.number}: ${near.line}`
      }`,
    );
  }
}

function parsed(expression: string): RegExp {
  try {
    return new RegExp(expression, "m");
  } catch (error) {
    throw new TestMisuse({
      message: `not a regular expression: ${(error as Error).message}`,
      found: shown(expression),
      fix: "put \\ before a character that is meant literally",
    });
  }
}

/** These flags would make an expression start where its last match ended. */
function withoutMemory({ source, flags }: RegExp): RegExp {
  return new RegExp(source, flags.replaceAll(/[gy]/g, ""));
}
