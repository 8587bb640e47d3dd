import { expect, test } from "vitest";
import { CONFLICT_POLICIES } from "../../../lib/options/ip-address-takeover/model";
import { takeoverTiming } from "../../../lib/options/ip-address-takeover/timing";

test("taking at once does not depend on how long one would ask", () => {
  const short = takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy: "take-at-once", probeTimeout: "1s" });
  expect(takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy: "take-at-once", probeTimeout: "60s" })).toEqual(short);
  expect(short.up).toEqual({ minimum: 15, typical: 20, maximum: 1_000 });
});

test.each(["probe-first", "refuse"] as const)(
  "%s takes a question longer where nobody answers, and at most its time where somebody does",
  (conflictPolicy) => {
    expect(takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy, probeTimeout: "5s" }).up).toEqual({
      minimum: 231,
      typical: 236,
      maximum: 6_316,
    });
  },
);

test.each(CONFLICT_POLICIES)("the figures of %s are in order", (conflictPolicy) => {
  const timing = takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy, probeTimeout: "1s" });
  for (const { minimum, typical, maximum } of Object.values(timing)) {
    expect(minimum).toBeLessThan(typical);
    expect(typical).toBeLessThan(maximum);
  }
});

test("policies that ask wait for the duplicate address detection of IPv6 as well", () => {
  const of = (virtualIp: string) => takeoverTiming({ virtualIp, conflictPolicy: "refuse", probeTimeout: "5s" }).up;
  expect(of("2001:db8::1").maximum - of("10.0.0.1").maximum).toBe(3_000);
  const atOnce = { virtualIp: "2001:db8::1", conflictPolicy: "take-at-once", probeTimeout: "5s" } as const;
  expect(takeoverTiming(atOnce).up.maximum).toBe(1_000);
});
