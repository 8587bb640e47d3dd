import { formatPath } from "../../model/origin";
import { Matcher, type MatchResult, mismatch } from "./matcher";
import { matchPattern } from "./pattern";
import { shown, shownPattern } from "./shown";

/** A text that is JSON for a matching value. */
export class SerializedJsonMatcher extends Matcher {
  constructor(private readonly pattern: unknown) {
    super();
  }

  describe(): string {
    return `Match.serializedJson(${shownPattern(this.pattern)})`;
  }

  match(actual: unknown): MatchResult {
    if (typeof actual !== "string") return mismatch(`Expected JSON as text but received ${shown(actual)}`);
    let value: unknown;
    try {
      value = JSON.parse(actual);
    } catch (error) {
      return mismatch(`Expected JSON but received text that is not JSON: ${(error as Error).message}`);
    }
    const { mismatches, captured } = matchPattern(this.pattern, value, "may have more");
    // The value is a text, so a place inside the JSON cannot be shown.
    return {
      mismatches: mismatches.map(({ path, message, distance }) => ({
        path: [],
        message: path.length === 0 ? message : `${message}, at ${formatPath(path)} in the JSON`,
        distance,
      })),
      captured,
    };
  }
}
