import { describe, expect, test } from "vitest";
import { boundsText, boundTexts, longestText, outageSentence } from "../../lib/simulation/time-text";

describe("the shortest, the usual and the longest time", () => {
  test("are shown as they are", () => {
    const bounds = { minimum: 3_575_000, typical: 3_585_100, maximum: 3_600_000 };
    expect(boundTexts(bounds)).toEqual(["3575s", "3585.1s", "3600s"]);
    expect(boundsText(bounds)).toBe("3585.1s (3575s to 3600s)");
    expect(outageSentence(bounds)).toBe("no new call is answered for 3585.1s (3575s to 3600s)");
  });

  test("are rounded, the longest up: an objective with that value is met", () => {
    const bounds = { minimum: 9_014, typical: 13_535, maximum: 21_040 };
    expect(boundTexts(bounds)).toEqual(["9s", "13.5s", "21.1s"]);
    expect(longestText(21_040)).toBe("21.1s");
    expect(longestText("does-not-end")).toBe("no end");
    expect(boundsText({ minimum: 13_535, typical: 13_535, maximum: 13_535 })).toBe("13.6s");
  });

  test("may have no end, or be unknown", () => {
    expect(boundTexts({ minimum: 0, typical: "not-evaluated", maximum: "does-not-end" })).toEqual([
      "0s",
      "unknown",
      "no end",
    ]);
  });

  test("are not a figure if the usual one has no end", () => {
    expect(outageSentence({ minimum: 9_000, typical: "does-not-end", maximum: "does-not-end" })).toBe(
      "no new call is answered, and that does not end by itself while the scenario is watched (9s to no end)",
    );
  });

  test("are one figure if they are the same", () => {
    expect(boundsText({ minimum: 9_000, typical: 9_000, maximum: 9_000 })).toBe("9s");
  });
});
