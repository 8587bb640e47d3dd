import type { EnvironmentRule } from "../../../checks/rule";
import type { Host } from "../../../model/host";
import { operatingSystemNames } from "../../../model/operating-system";
import { serversOf } from "../../../model/pair";
import { takeoverPairs } from "../model";

/** A virtual IP moves between hosts that treat it alike. */
export const mixedPair: EnvironmentRule = {
  code: "mixed-pair",
  level: "error",
  title: "Both hosts of a pair run the same operating system",
  why: "The vendor describes the takeover for two hosts with the same operating system (documented). No description was found of what happens between two hosts that detect and announce addresses in different ways.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const [primary, backup] = serversOf(pair).map(({ host }) => topology.hosts.get(host)!) as [Host, Host];
      if (primary.os === backup.os) continue;
      const [first, second] = [primary, backup].map(({ os }) => operatingSystemNames[os].title);
      yield {
        path: ["pairs", pair.name, "backup", "host"],
        message: `the virtual IP of pair ${pair.name} would move between ${first} and ${second}`,
        found: `${primary.name} runs ${first}, ${backup.name} runs ${second}`,
        allowed: "two hosts of one operating system",
        fix: "name two hosts of one operating system, or use an option without scripts on the hosts",
      };
    }
  },
};
