import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { operatingSystemNames } from "../../../model/operating-system";
import { operatingSystemOf, takeoverPairs } from "../model";

/** The virtual IP is of a kind that the scripts can put up and announce. */
export const virtualIpVersion: EnvironmentRule = {
  code: "virtual-ip-version",
  level: "error",
  title: "An IPv6 virtual IP is on Linux, Solaris or AIX hosts, and packets keep leaving with the host's own address",
  why: "Neighbours of an IPv6 address learn of the move by unsolicited advertisements, for which Windows has no command that this library knows. Which IPv6 address a packet leaves with is decided by rules that a route does not override for all senders.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { virtualIp, sourceAddress, option } = pair.highAvailability;
      if (!isIpv6(virtualIp)) continue;
      const path = ["pairs", pair.name, "highAvailability", option];
      const os = operatingSystemOf(topology, pair);
      if (os === "windows")
        yield {
          path: [...path, "virtualIp"],
          message: `an IPv6 virtual IP cannot be announced on ${operatingSystemNames[os].title} by this version`,
          found: virtualIp,
          allowed: "an IPv4 address, or Linux, Solaris or AIX hosts",
          fix: "use an IPv4 address",
        };
      if (sourceAddress === "virtual-ip")
        yield {
          path: [...path, "sourceAddress"],
          message: "packets cannot be made to leave with an IPv6 virtual IP",
          found: sourceAddress,
          allowed: "host",
          fix: "remove sourceAddress; a server that binds to the virtual IP sends with it anyway",
        };
    }
  },
};
