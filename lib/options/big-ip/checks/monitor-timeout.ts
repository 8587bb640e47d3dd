import type { EnvironmentRule } from "../../../checks/rule";
import { milliseconds } from "../../../model/duration";
import { bigIpPairs } from "../model";

/** The monitor asks again before it gives up. */
export const monitorTimeout: EnvironmentRule = {
  code: "monitor-timeout",
  level: "error",
  title: "The monitor's timeout is longer than its interval",
  why: "A server that answers each question would count as down between two questions. The device's schema does not compare timeout and interval (seen with AS3 3.56).",
  *evaluate(topology) {
    for (const { name, highAvailability } of bigIpPairs(topology)) {
      const { option, monitorInterval, monitorTimeout } = highAvailability;
      if (milliseconds(monitorTimeout) <= milliseconds(monitorInterval))
        yield {
          path: ["pairs", name, "highAvailability", option, "monitorTimeout"],
          message: `the monitor counts a server as down after ${monitorTimeout}, but asks it only every ${monitorInterval}`,
          found: monitorTimeout,
          allowed: `more than ${monitorInterval}`,
          fix: `set it to ${(3 * milliseconds(monitorInterval)) / 1_000 + 1}s, three intervals and a second, or shorten monitorInterval`,
        };
    }
  },
};
