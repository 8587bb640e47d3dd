import type { EnvironmentRule } from "../../../checks/rule";
import { milliseconds } from "../../../model/duration";
import { proxiedPairs, sipProxyPath } from "../model";

const DAY = 86_400_000;

/** DNS answers are cached, but not for too long. */
export const recordTtl: EnvironmentRule = {
  code: "record-ttl",
  level: "error",
  acknowledgeable: true,
  title: "TTLs are whole seconds, above zero and at most a day",
  why: "With 0, no answer may be kept, so no call comes in while no name server answers. An answer that is kept for longer than a day leads to a proxy for as long after that proxy was taken out.",
  *evaluate(topology) {
    for (const pair of proxiedPairs(topology)) {
      const { recordTtl, addressTtl } = pair.highAvailability;
      for (const [key, ttl] of Object.entries({ recordTtl, addressTtl })) {
        const reason = whyNot(milliseconds(ttl));
        if (reason !== undefined)
          yield {
            path: sipProxyPath(pair, key),
            message: reason,
            found: ttl,
            allowed: "whole seconds from 1s to 24h",
            fix: "use 60s, or what suits the endpoints: see docs/sip-proxy.md",
          };
      }
    }
  },
};

/** What is wrong with a TTL of so many milliseconds; undefined if nothing is. */
function whyNot(ttl: number): string | undefined {
  if (ttl === 0) return "with a TTL of 0 no answer may be kept: each call needs a name server";
  if (ttl > DAY) return "with a TTL of more than a day, answers lead to a proxy for as long after it was taken out";
  return ttl % 1_000 === 0 ? undefined : "a TTL counts whole seconds";
}
