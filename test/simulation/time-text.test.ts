import { describe, expect, test } from "vitest";
import { boundsText, boundTexts, outageSentence } from "../../lib/simulation/time-text";

describe("the shortest, the usual and the longest time", () => {
  test("are shown as they are", () => {
    const bounds = { minimum: 3_575_000, typical: 3_585_100, maximum: 3_600_000 };
    expect(boundTexts(bounds)).toEqual(["3575s", "3585.1s", "3600s"]);
    expect(boundsText(bounds)).toBe("3585.1s (3575s to 3600s)");
    expect(outageSentence(bounds)).toBe("no new call is answered for 3585.1s (3575s to 3600s)");
  });

  test("may have no end, or not be known", () => {
    expect(boundTexts({ minimum: 0, typical: "not-evaluated", maximum: "does-not-end" })).toEqual([
      "0s",
      "unknown",
      "no end",
    ]);
  });

  test("are no figure where the usual one has no end", () => {
    expect(outageSentence({ minimum: 9_000, typical: "does-not-end", maximum: "does-not-end" })).toBe(
      "no new call is answered, and that does not end by itself while it is watched (9s to no end)",
    );
  });

  test("are one figure where they are the same", () => {
    expect(boundsText({ minimum: 9_000, typical: 9_000, maximum: 9_000 })).toBe("9s");
  });
});
