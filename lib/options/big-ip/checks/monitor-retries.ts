import type { EnvironmentRule } from "../../../checks/rule";
import { milliseconds } from "../../../model/duration";
import { bigIpPairs } from "../model";

/** One lost datagram does not mean a lost server. */
export const monitorRetries: EnvironmentRule = {
  code: "monitor-retries",
  level: "warning",
  title: "The monitor's timeout is at least three intervals and a second",
  why: "Over UDP a question or its answer may be lost. F5's rule of thumb leaves room for three questions (its own defaults of 5 and 16 s follow it); with fewer, one lost packet takes the primary out of service.",
  *evaluate(topology) {
    for (const { name, highAvailability } of bigIpPairs(topology)) {
      const { option, monitorInterval, monitorTimeout } = highAvailability;
      const least = 3 * milliseconds(monitorInterval) + 1_000;
      const time = milliseconds(monitorTimeout);
      if (time > milliseconds(monitorInterval) && time < least)
        yield {
          path: ["pairs", name, "highAvailability", option, "monitorTimeout"],
          message: `the monitor asks a server fewer than three times before it counts it as down`,
          found: monitorTimeout,
          allowed: `${least / 1_000}s or more with monitorInterval ${monitorInterval}`,
          fix: `set it to ${least / 1_000}s, or shorten monitorInterval`,
        };
    }
  },
};
