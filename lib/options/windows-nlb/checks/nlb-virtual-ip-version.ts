import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { nlbPairs } from "../model";

/** The cluster's hardware address can be computed, and the script's commands are known for the address. */
export const nlbVirtualIpVersion: EnvironmentRule = {
  code: "nlb-virtual-ip-version",
  level: "error",
  title: "The virtual IP of a Windows NLB cluster is an IPv4 address",
  why: "The hardware address that switches and routers have to know is made of the four bytes of an IPv4 address. How it is made with a primary IPv6 address, and whether SIP Server serves callers there, was found nowhere.",
  *evaluate(topology) {
    for (const { name, highAvailability } of nlbPairs(topology))
      if (isIpv6(highAvailability.virtualIp))
        yield {
          path: ["pairs", name, "highAvailability", highAvailability.option, "virtualIp"],
          message: `the virtual IP of pair ${name} is an IPv6 address`,
          found: highAvailability.virtualIp,
          allowed: "an IPv4 address",
          fix: "use an IPv4 address",
        };
  },
};
