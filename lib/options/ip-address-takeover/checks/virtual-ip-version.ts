import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { takeoverPairs } from "../model";

/** The virtual IP is of a kind that the scripts can announce. */
export const virtualIpVersion: EnvironmentRule = {
  code: "virtual-ip-version",
  level: "error",
  title: "The virtual IP is an IPv4 address",
  why: "Neighbours learn of the move by ARP, which IPv6 does not have; unsolicited neighbour advertisements are not written by this version.",
  *evaluate(topology) {
    for (const pair of takeoverPairs(topology)) {
      const { virtualIp, option } = pair.highAvailability;
      if (isIpv6(virtualIp))
        yield {
          path: ["pairs", pair.name, "highAvailability", option, "virtualIp"],
          message: "IPv6 virtual IPs are not supported by this version",
          found: virtualIp,
          allowed: "an IPv4 address",
          fix: "use an IPv4 address",
        };
    }
  },
};
