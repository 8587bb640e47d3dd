import fc from "fast-check";
import { expect, test } from "vitest";
import { History } from "../../lib/simulation/history";

test("a copy shares the past, and continues by itself", () => {
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.array(fc.nat()), fc.array(fc.nat()), (before, own, others) => {
      const one = new History<number>();
      expect(before.map((value) => one.add(value))).toEqual(before.map((_, index) => index));
      const other = one.copy();
      for (const value of own) one.add(value);
      for (const value of others) other.add(value);
      expect([one.all, one.length]).toEqual([[...before, ...own], before.length + own.length]);
      expect([other.all, other.length]).toEqual([[...before, ...others], before.length + others.length]);
    }),
  );
});
