import type { EnvironmentRule } from "../../../checks/rule";
import { isIpv6 } from "../../../model/address";
import { takeoverPairs } from "../model";

/** The vendor says nothing of IPv6 virtual IPs. */
export const virtualIpUnconfirmed: EnvironmentRule = {
  code: "virtual-ip-unconfirmed",
  level: "warning",
  title: "The virtual IP is an IPv4 address, which is what the vendor describes",
  why: "Nothing was found in the vendor's documentation on IPv6 virtual IPs. Its components use IPv4 unless GCTI_CONN_IPV6_ON or enable-ipv6 in section common is set (documented).",
  *evaluate(topology) {
    for (const { name, highAvailability } of takeoverPairs(topology))
      if (isIpv6(highAvailability.virtualIp))
        yield {
          path: ["pairs", name, "highAvailability", highAvailability.option, "virtualIp"],
          message:
            "the vendor documents no IPv6 virtual IP; whether SIP Server serves callers at one is not known here",
          found: highAvailability.virtualIp,
          fix: "ask the vendor, try it in a lab, and acknowledge this with the result",
        };
  },
};
