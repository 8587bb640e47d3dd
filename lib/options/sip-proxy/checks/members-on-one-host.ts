import type { EnvironmentRule } from "../../../checks/rule";
import { proxiedPairs } from "../model";

/** After the loss of a host, the proxies have another server to turn to. */
export const membersOnOneHost: EnvironmentRule = {
  code: "members-on-one-host",
  level: "error",
  title: "Primary and backup behind SIP Proxy are on different hosts",
  why: "With both on one host, the loss of that host leaves the proxies nothing to send to; a pair on one host needs no proxies to be highly available (documented).",
  *evaluate(topology) {
    for (const { name, primary, backup } of proxiedPairs(topology))
      if (primary.host === backup.host)
        yield {
          path: ["pairs", name, "backup", "host"],
          message: `primary and backup of pair ${name} are both on host ${backup.host}`,
          found: backup.host,
          allowed: "another host, in any subnet of the same data center",
          fix: "name the second host, or use singleHost instead, for 100 seats or fewer",
        };
  },
};
