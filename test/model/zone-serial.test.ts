import { describe, expect, test } from "vitest";
import { HIGHEST_SERIAL, isTaken, serialAfter } from "../../lib/model/zone-serial";

describe("the serial number of a zone", () => {
  test.each([
    [1, 1, 2],
    [1, 3, 4],
    [HIGHEST_SERIAL - 1, 1, HIGHEST_SERIAL],
    [HIGHEST_SERIAL, 1, 1],
    [HIGHEST_SERIAL, 3, 3],
    [HIGHEST_SERIAL - 1, 2, 1],
  ])("after %d, %d steps on, is %d: after the highest number it starts again", (serial, steps, after) => {
    expect(serialAfter(serial, steps)).toBe(after);
  });

  test.each([
    [2, 1, 2, true],
    [1, 1, 2, false],
    [2, 1, 3, false],
    [2_147_483_648, 1, 2, true],
    [2_147_483_649, 1, 2, false],
    [HIGHEST_SERIAL, 1, 2, false],
    [1, HIGHEST_SERIAL, 1, true],
    [7, HIGHEST_SERIAL, 1, true],
    [2, HIGHEST_SERIAL, 3, false],
    [HIGHEST_SERIAL, HIGHEST_SERIAL, 1, false],
    [HIGHEST_SERIAL - 1, HIGHEST_SERIAL, 1, false],
  ])(
    "%d after %d, of which %d is the least: accepted %s, because half of the circle is ahead",
    (serial, had, least, taken) => {
      expect(isTaken(serial, had, least)).toBe(taken);
    },
  );
});
