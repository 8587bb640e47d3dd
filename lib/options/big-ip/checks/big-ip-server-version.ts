import type { EnvironmentRule } from "../../../checks/rule";
import { isAtLeast } from "../../../configuration-layer/options-catalogue";
import { bigIpPairs } from "../model";

/** The vendor supports this version of SIP Server behind a BIG-IP. */
export const bigIpServerVersion: EnvironmentRule = {
  code: "big-ip-server-version",
  level: "warning",
  title: "The version of SIP Server is one that Genesys supports behind a BIG-IP",
  why: "The Integration Reference Manual 8.1.1, page BigIPOverview, supports 8.1.001.22 and later, and with TLS 8.1.100.98 and later (documented).",
  *evaluate(topology) {
    const { sipServerVersion } = topology.genesys;
    for (const { name, sip } of bigIpPairs(topology)) {
      const least = sip.transports.includes("tls") ? "8.1.100.98" : "8.1.001.22";
      if (!isAtLeast(sipServerVersion, least))
        yield {
          path: ["genesys", "sipServerVersion"],
          message: `pair ${name} is behind a BIG-IP${least === "8.1.100.98" ? " and speaks TLS" : ""}, for which SIP Server ${sipServerVersion} is too old`,
          found: sipServerVersion,
          allowed: `${least} or later`,
          fix: "update SIP Server first",
        };
    }
  },
};
