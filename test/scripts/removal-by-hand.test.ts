import { expect, test } from "vitest";
import type { Host } from "../../lib/model/host";
import { type OperatingSystem, operatingSystemNames } from "../../lib/model/operating-system";
import { removalByHand } from "../../lib/scripts/removal-by-hand";

const removal = (os: OperatingSystem) =>
  removalByHand("prod", { os, installDirectory: operatingSystemNames[os].installDirectory } as Host);

test("files that were installed by hand are removed with the installer beside them, in the shell that installed them", () => {
  expect(removal("linux")).toBe("run `sh /opt/genesys/sip-ha/deploy-prod remove manual` as root");
  for (const os of ["solaris", "aix"] as const)
    expect(removal(os)).toBe("run `ksh /opt/genesys/sip-ha/deploy-prod remove manual` as root");
  expect(removal("windows")).toBe("run `C:\\Genesys\\sip-ha\\deploy-prod.cmd remove manual` as an administrator");
});
