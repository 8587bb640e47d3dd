import type { OperatingSystem } from "../model/operating-system";
import type { FileText } from "../text/file-text";
import type { HostInstallation } from "./host-installation";
import { hostInstaller as linux } from "./linux/host-installer";
import { aixInstaller as aix, solarisInstaller as solaris } from "./unix/host-installer";
import { hostInstaller as windows } from "./windows/host-installer";

const installers: Readonly<Record<OperatingSystem, (input: HostInstallation) => FileText>> = {
  linux,
  windows,
  solaris,
  aix,
};

/** The program that checks a host of that operating system, installs what was generated for it, and removes it again. */
export function hostInstaller(os: OperatingSystem, input: HostInstallation): FileText {
  return installers[os](input);
}
