import { formatMilliseconds, milliseconds } from "../../model/duration";
import { type FindRoleScripts, leastLockTimeout } from "../role-scripts";
import type { EnvironmentRule } from "../rule";

/** A run of the control script outlasts the one before it. */
export const lockTimeout = (roleScriptsOf: FindRoleScripts): EnvironmentRule => ({
  code: "lock-timeout",
  level: "error",
  title: "A run of the control script waits for another run as long as that run may take",
  why: "While a run waits for its peer, or for the cluster, it holds the lock. If a release that is ordered meanwhile gives up, it is not ordered again, and then both hosts serve the virtual IP (measured on Linux).",
  *evaluate(topology) {
    for (const pair of topology.pairs.values()) {
      const scripts = roleScriptsOf(topology, pair);
      if (scripts === undefined) continue;
      const { lockTimeout: declared, waitsFor } = scripts;
      const needed = leastLockTimeout(scripts);
      if (milliseconds(declared) < needed)
        yield {
          path: ["pairs", pair.name, "highAvailability", pair.highAvailability.option, "lockTimeout"],
          message: `a run gives up after ${declared}, but the run before it may take ${formatMilliseconds(needed)} with these settings`,
          found: declared,
          allowed: `${formatMilliseconds(needed)} or more`,
          fix: `use ${formatMilliseconds(needed)} or more, or a shorter ${waitsFor}`,
        };
    }
  },
});
