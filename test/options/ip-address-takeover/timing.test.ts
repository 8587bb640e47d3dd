import { expect, test } from "vitest";
import type { Duration } from "../../../lib/model/duration";
import { CONFLICT_POLICIES } from "../../../lib/options/ip-address-takeover/model";
import { takeoverTiming } from "../../../lib/options/ip-address-takeover/timing";

test("taking at once does not depend on how long the script would ask", () => {
  const short = takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy: "take-at-once", probeTimeout: "1s" }, "linux");
  expect(
    takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy: "take-at-once", probeTimeout: "60s" }, "linux"),
  ).toEqual(short);
  expect(short.up).toEqual({ minimum: 15, typical: 20, maximum: 1_000 });
});

test.each(["probe-first", "refuse"] as const)(
  "%s needs one more question if nobody answers, and at most its time if somebody does",
  (conflictPolicy) => {
    expect(takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy, probeTimeout: "5s" }, "linux").up).toEqual({
      minimum: 231,
      typical: 236,
      maximum: 6_316,
    });
  },
);

test.each(CONFLICT_POLICIES)("the figures of %s are in order", (conflictPolicy) => {
  const timing = takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy, probeTimeout: "1s" }, "linux");
  for (const { minimum, typical, maximum } of [timing.up, timing.unhinderedUp, timing.down]) {
    expect(minimum).toBeLessThan(typical);
    expect(typical).toBeLessThan(maximum);
  }
});

test("policies that ask wait for the duplicate address detection of IPv6 as well", () => {
  const of = (virtualIp: string) =>
    takeoverTiming({ virtualIp, conflictPolicy: "refuse", probeTimeout: "5s" }, "linux").up;
  expect(of("2001:db8::1").maximum - of("10.0.0.1").maximum).toBe(3_000);
  const atOnce = { virtualIp: "2001:db8::1", conflictPolicy: "take-at-once", probeTimeout: "5s" } as const;
  expect(takeoverTiming(atOnce, "linux").up.maximum).toBe(1_000);
});

test.each(["windows", "solaris"] as const)(
  "%s waits for a peer with any policy, because it does not use a duplicate",
  (os) => {
    const of = (probeTimeout: Duration) =>
      takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy: "take-at-once", probeTimeout }, os).up.maximum;
    expect(of("9s") - of("5s")).toBe(4_000);
  },
);

test("AIX takes at once what it should take at once", () => {
  const of = (probeTimeout: Duration) =>
    takeoverTiming({ virtualIp: "10.0.0.1", conflictPolicy: "take-at-once", probeTimeout }, "aix").up.maximum;
  expect(of("9s")).toBe(of("5s"));
});

test("on Windows the network is asked for an IPv6 address with any policy, and a second decides", () => {
  const of = (virtualIp: string) =>
    takeoverTiming({ virtualIp, conflictPolicy: "take-at-once", probeTimeout: "5s" }, "windows").up;
  expect(of("10.0.0.1")).toEqual({ minimum: 1_300, typical: 4_000, maximum: 19_000 });
  expect(of("2001:db8::1")).toEqual({ minimum: 1_800, typical: 3_000, maximum: 19_500 });
});

test("with IPv6, AIX may ask before it uses an address, and gets the time to try again", () => {
  const of = (virtualIp: string, probeTimeout: Duration) =>
    takeoverTiming({ virtualIp, conflictPolicy: "take-at-once", probeTimeout }, "aix").up;
  expect(of("2001:db8::1", "9s").maximum - of("2001:db8::1", "5s").maximum).toBe(4_000);
  expect(of("2001:db8::1", "5s").typical - of("10.0.0.1", "5s").typical).toBe(1_000);
});

test("Solaris takes no longer with IPv6", () => {
  const of = (virtualIp: string) =>
    takeoverTiming({ virtualIp, conflictPolicy: "refuse", probeTimeout: "5s" }, "solaris");
  expect(of("2001:db8::1")).toEqual(of("10.0.0.1"));
});
