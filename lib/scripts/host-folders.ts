import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";

/** `hosts/sip-a`: what is copied to a host, below the environment's folder of the output. */
export function hostFolder({ name }: Pick<Host, "name">): string {
  return `hosts/${name}`;
}

/** `hosts/sip-a/deploy`: the installer in it. */
export function installerInFolder(host: Host): string {
  return `${hostFolder(host)}/${operatingSystemNames[host.os].installer.name}`;
}

/** Windows: where the scripts keep locks, logs and what the installer has installed. Only administrators and the system may write there. */
export const { stateDirectory: DATA_DIRECTORY } = operatingSystemNames.windows;
