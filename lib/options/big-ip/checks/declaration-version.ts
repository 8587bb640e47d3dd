import type { EnvironmentRule } from "../../../checks/rule";
import { isAtLeast } from "../../../configuration-layer/options-catalogue";
import { terraformDeclaresTo } from "../../../model/big-ip";
import { RUNS_AS3, runsAs3 } from "../as3-support";
import { devicesInUse } from "../model";

/** The earliest version of BIG-IP on which AS3 3.50 runs. */
const RUNS_AS3_3_50 = "15.1";

/** AS3 runs on the device. */
export const declarationVersion: EnvironmentRule = {
  code: "declaration-version",
  level: "error",
  acknowledgeable: true,
  title: "The version of AS3 runs on the device's version of BIG-IP, and knows what is written",
  why: "AS3 3.50 and later support no BIG-IP before 15.1; 3.49 is the last version for 13.1 to 14.1, and 3.26 for 12.1 (documented in its prerequisites). The dry run needs AS3 3.30 (documented); 3.56 is the latest version whose schema the declarations were checked against.",
  *evaluate(topology) {
    for (const device of devicesInUse(topology)) {
      const { name, version, as3Version } = device;
      const path = ["bigIps", name, "as3Version"];
      if (!isAtLeast(as3Version, "3.30") || isAtLeast(as3Version, "3.57"))
        yield {
          path,
          message: `the declaration is not written for AS3 ${as3Version}`,
          found: as3Version,
          allowed: "3.30 to 3.56",
          fix: "name a version of AS3 between these that is not later than the one on the device",
        };
      else if (!runsAs3(device)) {
        // If Terraform posts to the device there is no way around AS3, and another rule reports that.
        if (terraformDeclaresTo(device)) continue;
        yield {
          path: ["bigIps", name, "version"],
          message: `no version of AS3 that runs on BIG-IP ${version} takes the declaration`,
          found: version,
          allowed: `${RUNS_AS3} or later`,
          fix: "use the commands of tmsh.txt on this device, and acknowledge this; or update the device",
        };
      } else if (!isAtLeast(version, RUNS_AS3_3_50) && isAtLeast(as3Version, "3.50"))
        yield {
          path,
          message: `AS3 ${as3Version} does not run on BIG-IP ${version}`,
          found: as3Version,
          allowed: "3.30 to 3.49",
          fix: "set as3Version: 3.49.0",
        };
    }
  },
};
