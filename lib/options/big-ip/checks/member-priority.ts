import type { EnvironmentRule } from "../../../checks/rule";
import { milliseconds } from "../../../model/duration";
import { bigIpPairs } from "../model";

/** The longest time for which a switchover may send everything to the old primary: BIG-IP's own default timeout. */
const LONG = 16_000;

/** A preferred member does not keep the calls for long after it has failed. */
export const memberPriority: EnvironmentRule = {
  code: "member-priority",
  level: "warning",
  title: `With memberPriority primary-first the monitor's timeout is at most ${LONG / 1_000} s`,
  why: "Until the timeout, the device still counts a lost primary as up, and with priority groups the lost primary gets every call although the backup already answers (deduced from the device's documented behaviour).",
  *evaluate(topology) {
    for (const { name, highAvailability } of bigIpPairs(topology)) {
      const { option, memberPriority: priority, monitorTimeout } = highAvailability;
      if (priority === "primary-first" && milliseconds(monitorTimeout) > LONG)
        yield {
          path: ["pairs", name, "highAvailability", option, "monitorTimeout"],
          message: `after a switchover from the primary, all calls may still go to it for another ${monitorTimeout}`,
          found: monitorTimeout,
          allowed: `at most ${LONG / 1_000}s with memberPriority: primary-first`,
          fix: "shorten monitorTimeout and monitorInterval, or use memberPriority: equal",
        };
    }
  },
};
