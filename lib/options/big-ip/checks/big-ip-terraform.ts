import type { EnvironmentRule } from "../../../checks/rule";
import { devicesOfTerraform } from "../../../model/big-ip";
import { RUNS_AS3, runsAs3 } from "../as3-support";
import { devicesInUse } from "../model";

/** Terraform can bring the declaration to the device. */
export const bigIpTerraform: EnvironmentRule = {
  code: "big-ip-terraform",
  level: "error",
  title: "A BIG-IP that Terraform posts to runs AS3, and has an authority to check its certificate with",
  why: "What Terraform posts is for AS3. F5's provider does not use the authorities of the machine that it runs on: if it checks certificates and is given no file, it refuses before it asks the device, with: Valid Trust Certificate path not provided (read in its source, providerConfigure).",
  *evaluate(topology) {
    const inUse = new Set(devicesInUse(topology));
    for (const device of devicesOfTerraform(topology)) {
      const { name, version, certificateAuthorityFile } = device;
      const otherwise = "leave out deployment, so that a person posts the declaration";
      // Terraform configures F5's provider for the device even if no pair is behind it.
      if (certificateAuthorityFile === undefined)
        yield {
          path: ["bigIps", name],
          message: `Terraform posts to BIG-IP ${name}, but F5's provider has no authority to check its certificate with`,
          found: "no certificateAuthorityFile",
          allowed: "a PEM file",
          fix: `add certificateAuthorityFile, the authority that signed the device's certificate; or ${otherwise}`,
        };
      if (inUse.has(device) && !runsAs3(device))
        yield {
          path: ["bigIps", name, "version"],
          message: `no version of AS3 that runs on BIG-IP ${version} takes what Terraform would post`,
          found: version,
          allowed: `${RUNS_AS3} or later`,
          fix: "leave out deployment, and use the commands of tmsh.txt on this device; or update the device",
        };
    }
  },
};
