import { expect, test } from "vitest";
import { CONFLICT_POLICIES } from "../../../lib/options/ip-address-takeover/model";
import { takeoverTiming } from "../../../lib/options/ip-address-takeover/timing";

test("taking at once does not depend on how long one would ask", () => {
  const short = takeoverTiming({ conflictPolicy: "take-at-once", probeTimeout: "1s" });
  expect(takeoverTiming({ conflictPolicy: "take-at-once", probeTimeout: "60s" })).toEqual(short);
  expect(short.up).toEqual({ minimum: 15, typical: 20, maximum: 1_000 });
});

test.each(["probe-first", "refuse"] as const)(
  "%s takes a question longer where nobody answers, and at most its time where somebody does",
  (conflictPolicy) => {
    expect(takeoverTiming({ conflictPolicy, probeTimeout: "5s" }).up).toEqual({
      minimum: 231,
      typical: 236,
      maximum: 6_316,
    });
  },
);

test.each(CONFLICT_POLICIES)("the figures of %s are in order", (conflictPolicy) => {
  const timing = takeoverTiming({ conflictPolicy, probeTimeout: "1s" });
  for (const { minimum, typical, maximum } of Object.values(timing)) {
    expect(minimum).toBeLessThan(typical);
    expect(typical).toBeLessThan(maximum);
  }
});
