import type { EnvironmentRule } from "../../../checks/rule";
import { devicesOfTerraform } from "../../../model/big-ip";
import { RUNS_AS3, runsAs3 } from "../as3-support";
import { devicesInUse } from "../model";

/** Terraform can bring the declaration to the device. */
export const bigIpTerraform: EnvironmentRule = {
  code: "big-ip-terraform",
  level: "error",
  title: "A BIG-IP that Terraform declares to runs AS3, and has an authority that its certificate is checked with",
  why: "What Terraform posts is for AS3. F5's provider does not use the authorities of the machine it runs on: where it checks certificates and is given no file, it refuses before it asks the device, with: Valid Trust Certificate path not provided (read in its source, providerConfigure).",
  *evaluate(topology) {
    const inUse = new Set(devicesInUse(topology));
    for (const device of devicesOfTerraform(topology)) {
      const { name, version, certificateAuthorityFile } = device;
      const otherwise = "leave deployment out, so that a person brings the declaration there";
      // Terraform configures F5's provider for the device even if no pair is behind it.
      if (certificateAuthorityFile === undefined)
        yield {
          path: ["bigIps", name],
          message: `Terraform declares to BIG-IP ${name}, and F5's provider has no authority to check its certificate with`,
          found: "no certificateAuthorityFile",
          allowed: "a PEM file",
          fix: `add certificateAuthorityFile, the authority that signed the device's certificate; or ${otherwise}`,
        };
      if (inUse.has(device) && !runsAs3(device))
        yield {
          path: ["bigIps", name, "version"],
          message: `BIG-IP ${version} runs no AS3 that takes what Terraform would post`,
          found: version,
          allowed: `${RUNS_AS3} or later`,
          fix: "leave deployment out, and use the commands of tmsh.txt on this device; or update it",
        };
    }
  },
};
