import type { EnvironmentRule } from "../../../checks/rule";
import { formatLongest, formatMilliseconds, milliseconds } from "../../../model/duration";
import { hostLossDetection } from "../../../model/management-layer";
import { takeoverPairs } from "../model";
import { watchdogAsks } from "../timing";

/** A host that is cut off lets go of the virtual IP before the other one takes it. */
export const isolatedHost: EnvironmentRule = {
  code: "isolated-host",
  level: "warning",
  title: "A watchdog releases the virtual IP on a host that is cut off, before the backup takes it",
  why: "While the primary's host is disconnected, the script that takes the virtual IP from it cannot run (documented): after the takeover both hosts hold it.",
  *evaluate(topology) {
    const detection = hostLossDetection(topology.managementLayer.failureDetection);
    for (const pair of takeoverPairs(topology)) {
      const { watchdog, option } = pair.highAvailability;
      const path = ["pairs", pair.name, "highAvailability", option];
      if (watchdog === undefined)
        yield {
          path,
          message:
            "a host that is cut off from the Management Layer keeps the virtual IP, and both hosts answer for it",
          found: "no watchdog",
          fix: "add watchdog: {} for its defaults, or acknowledge this and say how you fence such a host",
        };
      else if (detection === undefined)
        yield {
          path: [...path, "watchdog"],
          notEvaluated: "ADDP is off, so the time until the backup takes over is not known",
          fix: "set addpTimeout",
        };
      else {
        const asking = milliseconds(watchdog.interval) + watchdogAsks(topology, pair);
        const release = milliseconds(watchdog.isolationTimeout) + asking;
        // A script counts whole seconds, of which there has to be one.
        const most = Math.floor((detection - asking) / 1_000) * 1_000;
        const lacking = formatMilliseconds(Math.ceil((release - detection) / 1_000) * 1_000);
        if (release > detection)
          yield {
            path: [...path, "watchdog", "isolationTimeout"],
            message: `the watchdog releases the virtual IP after up to ${formatLongest(release)}, but the backup takes over after ${formatMilliseconds(detection)}; in between, both hosts hold it`,
            found: watchdog.isolationTimeout,
            ...(most < 1_000
              ? { fix: `lengthen disconnectSwitchoverTimeout by ${lacking}: no isolationTimeout is short enough` }
              : {
                  allowed: `at most ${formatMilliseconds(most)} with these timers`,
                  fix: "shorten isolationTimeout or interval, or lengthen disconnectSwitchoverTimeout",
                }),
          };
      }
    }
  },
};
