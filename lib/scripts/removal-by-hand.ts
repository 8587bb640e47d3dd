import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { installerCommand } from "./installed-installer";

/**
 * The command that removes from a host what is installed there: its installer, which lies beside the scripts, in the shell that it was installed with.
 *
 * @param version the installed version; without it, what was installed by hand
 */
export function removalByHand(environment: string, host: Host, version = "manual"): string {
  return `run \`${installerCommand(environment, host)} remove ${version}\` as ${operatingSystemNames[host.os].installer.runBy}`;
}
