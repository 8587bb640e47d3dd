import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientRecovery, retransmission } from "../../lib/simulation/client-recovery";
import { settingOf } from "../../lib/simulation/setting";
import { samplePair, sampleTopology } from "../sample-topology";

const topology = sampleTopology();
const setting = settingOf(topology, samplePair(topology));

/** When an INVITE over UDP is sent, counted from the first time: 0, T1, 3 T1, ... 63 T1. */
const sends = (t1: number) => [0, 1, 3, 7, 15, 31, 63].map((count) => count * t1);

describe("callers over UDP", () => {
  test("repeat after 0.5, 1.5, 3.5, ... s, so the longest pause in an outage of 13.5 s is 8 s, and in one of a minute 16 s", () => {
    expect([100, 500, 501, 13_500, 60_000].map((outage) => retransmission(outage, 500).maximum)).toEqual([
      500, 500, 1_000, 8_000, 16_000,
    ]);
  });

  test("wait as long as a count by hand says, caller by caller", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 50, max: 2_000 }), (outage, t1) => {
        const oldest = Math.min(outage, 63 * t1);
        const steps = 2_000;
        let sum = 0;
        for (let index = 0; index < steps; index += 1) {
          const age = ((index + 0.5) / steps) * oldest;
          sum += sends(t1).find((at) => at > age)! - age;
        }
        const { typical, maximum } = retransmission(outage, t1);
        expect(Math.abs(typical - sum / steps)).toBeLessThan(t1 / 10 + maximum / 100);
        expect(typical).toBeLessThanOrEqual(maximum);
      }),
    );
  });

  test("need no time at least, and none if there was no outage", () => {
    expect(clientRecovery(setting, "udp", 13_500, "minimum")).toBe(0);
    expect(clientRecovery(setting, "udp", 0, "maximum")).toBe(0);
  });
});

test("callers over TCP and TLS need the timer for their new connection, which a user may measure", () => {
  const measured = new Map([["reconnection", { minimum: 1, typical: 2, maximum: 3 }]]);
  const own = settingOf(topology, samplePair(topology), measured);
  expect(clientRecovery(setting, "tcp", 5, "maximum")).toBe(32_000);
  expect([clientRecovery(own, "tls", 5, "maximum"), clientRecovery(own, "tcp", 0, "maximum")]).toEqual([3, 0]);
});
