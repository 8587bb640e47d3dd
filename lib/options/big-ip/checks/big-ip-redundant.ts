import type { EnvironmentRule } from "../../../checks/rule";
import { devicesInUse } from "../model";

/** Nobody counts on a setup that the vendor has not tried. */
export const bigIpRedundant: EnvironmentRule = {
  code: "big-ip-redundant",
  level: "warning",
  title: "A BIG-IP stands alone, as Genesys has validated it",
  why: "High availability of the BIG-IP itself has not been validated with SIP Server (documented). Without it the device is a single point of failure; with it, no statement was found of what happens to calls when the device fails over.",
  *evaluate(topology) {
    for (const { name, redundant } of devicesInUse(topology))
      if (redundant)
        yield {
          path: ["bigIps", name, "redundant"],
          message: `BIG-IP ${name} is one of two that back each other up, which Genesys has not validated with SIP Server`,
          found: "true",
          fix: "fail the device over during calls in a maintenance window, and acknowledge this with the result",
        };
  },
};
