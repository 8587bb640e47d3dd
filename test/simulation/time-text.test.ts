import { describe, expect, test } from "vitest";
import { boundsText, boundTexts, outageSentence } from "../../lib/simulation/time-text";

describe("the times of three courses", () => {
  test("are shown from the shortest to the longest, also where the quickest course takes longest", () => {
    const reversed = { minimum: 3_600_000, typical: 3_585_100, maximum: 3_575_000 };
    expect(boundTexts(reversed)).toEqual(["3575s", "3585.1s", "3600s"]);
    expect(boundsText(reversed)).toBe("3585.1s (3575s to 3600s)");
    expect(outageSentence(reversed)).toBe("no new call is answered for 3585.1s (3575s to 3600s)");
  });

  test("keep the usual one as it is, which may be the longest", () => {
    expect(boundTexts({ minimum: 16, typical: 4_100, maximum: 85 })).toEqual(["16ms", "4.1s", "4.1s"]);
  });

  test("end with what has no end, or is not known", () => {
    expect(boundTexts({ minimum: "does-not-end", typical: 1_000, maximum: 0 })).toEqual(["0s", "1s", "no end"]);
    expect(boundTexts({ minimum: "not-evaluated", typical: 2_000, maximum: 1_000 })).toEqual(["1s", "2s", "unknown"]);
  });

  test("are one figure where they are the same", () => {
    expect(boundsText({ minimum: 9_000, typical: 9_000, maximum: 9_000 })).toBe("9s");
  });
});
