import fc from "fast-check";
import { expect, test } from "vitest";
import { ticksOf, timeAxis } from "../../../lib/report/html/time-axis";

const moments = fc.array(fc.integer({ min: 0, max: 3_600_000 }), { minLength: 1, maxLength: 60 });

test("every later moment is further right, with the first and last at the ends", () => {
  const place = timeAxis([0, 1, 13_500, 13_501], 100, 900);
  expect([0, 1, 13_500, 13_501].map(place)).toEqual([100, 210, 790, 900]);
  fc.assert(
    fc.property(moments, (all) => {
      const sorted = [...new Set(all)].sort((a, b) => a - b);
      const places = sorted.map(timeAxis(all, 0, 10_000));
      for (const [index, x] of places.entries()) if (index > 0) expect(x).toBeGreaterThan(places[index - 1]!);
      expect(places[0]).toBe(0);
      if (places.length > 1) expect(places.at(-1)).toBe(10_000);
    }),
  );
});

test("ticks have room beside each other, and the last moment has one", () => {
  fc.assert(
    fc.property(moments, (all) => {
      const ticks = ticksOf(all, timeAxis(all, 0, 960), 60);
      expect(ticks.at(-1)!.at).toBe(Math.max(...all));
      for (const [index, { x }] of ticks.entries())
        if (index > 0) expect(x - ticks[index - 1]!.x).toBeGreaterThanOrEqual(60);
    }),
  );
});
