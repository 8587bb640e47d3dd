import type { EnvironmentRule } from "../../../checks/rule";
import { proxiedPairs } from "../model";

/** The vendor supports the distance between the two servers. */
export const dataCenter: EnvironmentRule = {
  code: "data-center",
  level: "error",
  acknowledgeable: true,
  title: "Both servers of a pair behind SIP Proxy are in one data center",
  why: "They may be in different subnets, but must be in the same data center (documented).",
  *evaluate(topology) {
    for (const { name, primary, backup } of proxiedPairs(topology)) {
      const [first, second] = [topology.hosts.get(primary.host)!, topology.hosts.get(backup.host)!];
      const unsaid = [first, second].filter((host) => host.dataCenter === undefined).map((host) => host.name);
      if (unsaid.length > 0)
        yield {
          path: ["pairs", name],
          notEvaluated: `nothing says which data center ${[...new Set(unsaid)].join(" and ")} are in`,
          fix: "declare dataCenter on both hosts, e.g. dataCenter: east",
        };
      else if (first.dataCenter !== second.dataCenter)
        yield {
          path: ["hosts", second.name, "dataCenter"],
          message: `the backup of pair ${name} is in data center ${second.dataCenter}, the primary in ${first.dataCenter}`,
          found: second.dataCenter!,
          allowed: first.dataCenter!,
          fix: `put the backup on a host in ${first.dataCenter}; for two data centers the vendor has Business Continuity`,
        };
    }
  },
};
