import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { installerCommand } from "./installed-installer";

/**
 * What removes from a host what is installed there: its installer, which lies beside the scripts, in the shell that it was installed with.
 *
 * @param version the one that is installed; what was installed by hand where none is given
 */
export function removalByHand(environment: string, host: Host, version = "manual"): string {
  return `run \`${installerCommand(environment, host)} remove ${version}\` as ${operatingSystemNames[host.os].installer.runBy}`;
}
