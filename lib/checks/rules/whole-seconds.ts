import { milliseconds } from "../../model/duration";
import { type FindRoleScripts, leastLockTimeout } from "../role-scripts";
import type { EnvironmentRule } from "../rule";

/** The scripts can count the times that are declared for them. */
export const wholeSeconds = (roleScriptsOf: FindRoleScripts): EnvironmentRule => ({
  code: "whole-seconds",
  level: "error",
  title: "The timers of the scripts are whole seconds above zero",
  why: "A POSIX shell and cmd count and sleep in whole seconds; a rounded timer is not the one that was declared.",
  *evaluate(topology) {
    for (const pair of topology.pairs.values()) {
      const scripts = roleScriptsOf(topology, pair);
      if (scripts === undefined) continue;
      for (const [key, value] of scripts.timers) {
        const length = milliseconds(value);
        if (length >= 1_000 && length % 1_000 === 0) continue;
        // A lock timeout that is too short has its own finding, which gives the whole seconds that it needs.
        if (key.at(-1) === "lockTimeout" && length < leastLockTimeout(scripts)) continue;
        yield {
          path: ["pairs", pair.name, "highAvailability", pair.highAvailability.option, ...key],
          message: `${key.at(-1)} is not a whole number of seconds`,
          found: value,
          allowed: "1s or more, in whole seconds",
          fix: `use ${Math.max(1, Math.round(length / 1_000))}s`,
        };
      }
    }
  },
});
