import type { EnvironmentRule } from "../../../checks/rule";
import { singleHostPairs } from "../model";

/** Nobody counts on a recovery that this option cannot give. */
export const singleHostLoss: EnvironmentRule = {
  code: "single-host-loss",
  level: "warning",
  title: "A recovery time objective is for pairs that survive the loss of a host",
  why: "Both servers of a pair on a single host are lost with it, and come back only with it; the objective can hold for the failure of a process alone.",
  *evaluate(topology) {
    for (const { name, recoveryTimeObjective, primary } of singleHostPairs(topology))
      if (recoveryTimeObjective !== undefined)
        yield {
          path: ["pairs", name, "recoveryTimeObjective"],
          message: `the loss of host ${primary.host} takes both servers of pair ${name}, and nothing takes over`,
          found: recoveryTimeObjective,
          fix: "put the backup on a host of its own, or acknowledge this and say how the host is brought back in that time",
        };
  },
};
