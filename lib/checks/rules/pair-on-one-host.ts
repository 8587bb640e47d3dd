import { isOnOneHost } from "../../model/pair";
import type { EnvironmentRule } from "../rule";
import type { RunsScripts } from "../script-hosts";

/** A takeover has somewhere to go. */
export const pairOnOneHost = (runsScripts: RunsScripts): EnvironmentRule => ({
  code: "pair-on-one-host",
  level: "error",
  title: "Primary and backup are on different hosts",
  why: "A pair on one host needs no virtual IP, and has nothing to move it to (documented).",
  *evaluate(topology) {
    for (const pair of topology.pairs.values())
      if (runsScripts(pair) && isOnOneHost(pair))
        yield {
          path: ["pairs", pair.name, "backup", "host"],
          message: `primary and backup of pair ${pair.name} are both on host ${pair.backup.host}`,
          found: pair.backup.host,
          allowed: "another host on the same network",
          fix: "name the second host, or use singleHost instead, for 100 seats or fewer",
        };
  },
});
