import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import type { OperatingSystem } from "../../../model/operating-system";
import { operatingSystemOf, takeoverPairs } from "../model";

/** Whether the system is known to announce an IPv6 address, or has a command for it. */
const ANNOUNCES_IPV6: Readonly<Record<OperatingSystem, boolean>> = {
  linux: true,
  windows: false,
  solaris: true,
  aix: false,
};

/** Whoever sends to the virtual IP learns at once that it has moved. */
export const neighboursNotTold: EnvironmentRule = {
  code: "neighbours-not-told",
  level: "warning",
  title: "All neighbours of a virtual IP are told when it moves",
  why: "No text was found that Windows or AIX tells its neighbours of an IPv6 address that it begins to use, and they have no command for that. The script makes the gateway learn of the move by a question; a neighbour that is not told looks for the new host after up to 53 s (the times of RFC 4861).",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { virtualIp, network, option } = pair.highAvailability;
      if (isIpv6(virtualIp) && !ANNOUNCES_IPV6[operatingSystemOf(topology, pair)])
        yield {
          path: ["pairs", pair.name, "highAvailability", option, "virtualIp"],
          message: `callers on network ${network} itself may send to the old host for up to 53 s after a move; only the gateway is known to be told`,
          found: virtualIp,
          allowed: "an IPv4 address, or Linux or Solaris hosts, where callers are on that network",
          fix: "move it by hand with a caller on that network, and acknowledge this with what you found",
        };
    }
  },
};
