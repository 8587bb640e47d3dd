import type { EnvironmentRule } from "../../../checks/rule";
import { isAtLeast } from "../../../configuration-layer/options-catalogue";
import { devicesInUse } from "../model";

/** The vendor lists the device's version. */
export const bigIpVersion: EnvironmentRule = {
  code: "big-ip-version",
  level: "warning",
  title: "The version of a BIG-IP is one that Genesys lists",
  why: "The Integration Reference Manual 8.1.1, page BigIPOverview, lists 11.1.0 or later of 11.x, and 12.x (documented). A newer version may well work, but the vendor has not said so.",
  *evaluate(topology) {
    for (const { name, version } of devicesInUse(topology))
      if (!isAtLeast(version, "11.1.0") || isAtLeast(version, "13"))
        yield {
          path: ["bigIps", name, "version"],
          message: `Genesys lists no support for BIG-IP ${version} with SIP Server`,
          found: version,
          allowed:
            "11.1.0 or later of 11.x, or 12.x (docs.genesys.com/Documentation/SIPS/8.1.1/IntegrationReferenceManual/BigIPOverview)",
          fix: "ask Genesys for a statement, prove the pair with the runbook, and acknowledge this with both",
        };
  },
};
