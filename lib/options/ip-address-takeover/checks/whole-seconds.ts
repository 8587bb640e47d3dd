import type { EnvironmentRule } from "../../../checks/rule";
import { milliseconds } from "../../../model/duration";
import type { Path } from "../../../model/origin";
import { type TakeoverPair, takeoverPairs } from "../model";

/** The scripts can count the times that they are given. */
export const wholeSeconds: EnvironmentRule = {
  code: "whole-seconds",
  level: "error",
  title: "The timers of the scripts are whole seconds above zero",
  why: "A POSIX shell counts and sleeps in whole seconds; a timer that is rounded is not the one that was declared.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology))
      for (const [key, value] of timers(pair)) {
        const length = milliseconds(value);
        if (length >= 1_000 && length % 1_000 === 0) continue;
        yield {
          path: ["pairs", pair.name, "highAvailability", pair.highAvailability.option, ...key],
          message: `${key.at(-1)} is not a whole number of seconds`,
          found: value,
          allowed: "1s and more, in whole seconds",
          fix: `use ${Math.max(1, Math.round(length / 1_000))}s`,
        };
      }
  },
};

function timers({ highAvailability: { probeTimeout, lockTimeout, watchdog } }: TakeoverPair) {
  const entries: (readonly [Path, typeof probeTimeout])[] = [
    [["probeTimeout"], probeTimeout],
    [["lockTimeout"], lockTimeout],
  ];
  for (const key of ["interval", "isolationTimeout", "announceInterval"] as const)
    if (watchdog !== undefined) entries.push([["watchdog", key], watchdog[key]]);
  return entries;
}
