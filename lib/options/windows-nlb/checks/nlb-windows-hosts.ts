import type { EnvironmentRule } from "../../../checks/rule";
import { operatingSystemNames } from "../../../model/operating-system";
import { serversOf } from "../../../model/pair";
import { nlbPairs } from "../model";

/** NLB is available. */
export const nlbWindowsHosts: EnvironmentRule = {
  code: "nlb-windows-hosts",
  level: "error",
  title: "Both hosts of a pair with windowsNlb run Windows",
  why: "Network Load Balancing is a feature of Windows Server (documented).",
  *evaluate(topology) {
    for (const pair of nlbPairs(topology))
      for (const [index, { host }] of serversOf(pair).entries()) {
        const { os } = topology.hosts.get(host)!;
        if (os === "windows") continue;
        yield {
          path: ["pairs", pair.name, index === 0 ? "primary" : "backup", "host"],
          message: `host ${host} of pair ${pair.name} runs ${operatingSystemNames[os].title}, which has no Network Load Balancing`,
          found: operatingSystemNames[os].title,
          allowed: "a Windows host",
          fix: "name a Windows host, or use ipAddressTakeover, which every system has",
        };
      }
  },
};
