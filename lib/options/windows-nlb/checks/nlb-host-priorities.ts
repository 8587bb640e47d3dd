import type { EnvironmentRule } from "../../../checks/rule";
import { nlbPairs } from "../model";

/** The priorities tell the nodes apart. */
export const nlbHostPriorities: EnvironmentRule = {
  code: "nlb-host-priorities",
  level: "error",
  title: "The two hosts of a Windows NLB cluster have different host priorities",
  why: "The priority tells the nodes apart: a node that joins with a priority that is taken is refused (documented).",
  *evaluate(topology) {
    for (const { name, highAvailability } of nlbPairs(topology)) {
      const { option, hostPriorities } = highAvailability;
      if (hostPriorities.primary !== hostPriorities.backup) continue;
      yield {
        path: ["pairs", name, "highAvailability", option, "hostPriorities"],
        message: `both hosts of pair ${name} have the host priority ${hostPriorities.primary}`,
        found: String(hostPriorities.primary),
        allowed: "two different numbers from 1 to 32",
        fix: "use 1 and 2, the defaults",
      };
    }
  },
};
