import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { takeoverPairs } from "../model";

/** Nothing is asked of the scripts that the version of the virtual IP does not allow. */
export const virtualIpVersion: EnvironmentRule = {
  code: "virtual-ip-version",
  level: "error",
  title: "With an IPv6 virtual IP, packets keep leaving with the host's own address",
  why: "Which IPv6 address a packet leaves with is decided by rules that a route does not override for all senders.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { virtualIp, sourceAddress, option } = pair.highAvailability;
      if (isIpv6(virtualIp) && sourceAddress === "virtual-ip")
        yield {
          path: ["pairs", pair.name, "highAvailability", option, "sourceAddress"],
          message: "packets cannot be made to leave with an IPv6 virtual IP",
          found: sourceAddress,
          allowed: "host",
          fix: "remove sourceAddress; a server that binds to the virtual IP sends with it anyway",
        };
    }
  },
};
