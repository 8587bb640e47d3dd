import type { OperatingSystem } from "../model/operating-system";
import type { HostSystem } from "./host-system";
import { linuxHost } from "./linux-host";
import { aixHost, solarisHost } from "./unix-host";
import { windowsHost } from "./windows-host";

/** The operating systems whose hosts are compared. */
export const hostSystems: Readonly<Record<OperatingSystem, HostSystem>> = {
  linux: linuxHost,
  solaris: solarisHost,
  aix: aixHost,
  windows: windowsHost,
};
