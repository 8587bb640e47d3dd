import type { EnvironmentRule } from "../../../checks/rule";
import { formatMilliseconds, milliseconds } from "../../../model/duration";
import { operatingSystemOf, takeoverPairs } from "../model";
import { takeoverTiming } from "../timing";

/** A run of the control script outlasts the one before it. */
export const lockTimeout: EnvironmentRule = {
  code: "lock-timeout",
  level: "error",
  title: "A run of the control script waits for another one as long as that may take",
  why: "While up waits for the peer to let go, it holds the lock. A release that is ordered meanwhile and gives up is not ordered again, and then both hosts hold the virtual IP (measured).",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { name, highAvailability } = pair;
      const { option, lockTimeout: declared } = highAvailability;
      const needed =
        Math.ceil(takeoverTiming(highAvailability, operatingSystemOf(topology, pair)).up.maximum / 1_000) * 1_000;
      if (milliseconds(declared) < needed)
        yield {
          path: ["pairs", name, "highAvailability", option, "lockTimeout"],
          message: `a run gives up after ${declared}, and the one before it may take ${formatMilliseconds(needed)} with these settings`,
          found: declared,
          allowed: `${formatMilliseconds(needed)} or more`,
          fix: `use ${formatMilliseconds(needed)} or more, or a shorter probeTimeout`,
        };
    }
  },
};
