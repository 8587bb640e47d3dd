import type { EnvironmentRule } from "../../../checks/rule";
import { isOnOneHost } from "../../../model/pair";
import { singleHostPairs } from "../model";

/** Both servers of a pair on a single host are really on the same host. */
export const serversApart: EnvironmentRule = {
  code: "servers-apart",
  level: "error",
  title: "Both servers of a pair with singleHost are on the same host",
  why: "With two hosts, callers would have to find the other host by themselves: this option has no virtual IP and moves nothing (documented).",
  *evaluate(topology) {
    for (const pair of singleHostPairs(topology)) {
      const { name, primary, backup } = pair;
      if (!isOnOneHost(pair))
        yield {
          path: ["pairs", name, "backup", "host"],
          message: `the backup of pair ${name} is on host ${backup.host}, the primary on ${primary.host}`,
          found: backup.host,
          allowed: primary.host,
          fix: `name host ${primary.host}, or use ipAddressTakeover for two hosts`,
        };
    }
  },
};
