import { describe, expect, test } from "vitest";
import { isInside } from "../../lib/drill/drill-results";
import { measuredOutage, silentSince } from "../../lib/drill/measured-outage";

/** One question each 100 ms; `x` is one that nobody answered. */
const asked = (text: string) => [...text].map((one, index) => ({ at: index * 100, isAnswered: one !== "x" }));

describe("a measured outage", () => {
  test("lies between the lost questions and the answered ones around them", () => {
    expect(measuredOutage(asked("...xxx..."))).toEqual({ atLeast: 200, atMost: 400 });
    expect(measuredOutage(asked("..x..xx."))).toEqual({ atLeast: 100, atMost: 300 });
  });

  test("is the one that may have been the longest, even if it lost fewer questions", () => {
    const at = [0, 100, 1_000, 1_100, 1_200, 1_300];
    const questions = at.map((one) => ({ at: one, isAnswered: ![100, 1_100, 1_200].includes(one) }));
    expect(measuredOutage(questions)).toEqual({ atLeast: 0, atMost: 1_000 });
  });

  test("may be as long as the pause between two questions if none is lost", () => {
    expect(measuredOutage(asked("...."))).toEqual({ atLeast: 0, atMost: 100 });
    expect(measuredOutage([])).toEqual({ atLeast: 0, atMost: 0 });
  });

  test("has no upper bound if nobody has answered again", () => {
    expect(measuredOutage(asked("..xxx"))).toEqual({ atLeast: 200, atMost: Number.POSITIVE_INFINITY });
    expect(measuredOutage(asked("..xxx..x"))).toEqual({ atLeast: 200, atMost: 400 });
  });

  test("continues for as long as the last question was lost", () => {
    expect(silentSince(asked("..x.xx"))).toBe(400);
    expect(silentSince(asked("xx"))).toBe(0);
    expect(silentSince(asked("x."))).toBeUndefined();
    expect(silentSince([])).toBeUndefined();
  });

  test("is as expected if one of its possible lengths is within the limits", () => {
    const expected = { minimum: 200, typical: 300, maximum: 400 };
    const of = (atLeast: number, atMost: number) => isInside(expected, { atLeast, atMost });
    expect([of(0, 199), of(0, 200), of(250, 260), of(400, 900), of(401, 900)]).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(isInside(expected, { atLeast: 400 })).toBe(true);
    expect(isInside(expected, { atLeast: 401 })).toBe(false);
  });
});
