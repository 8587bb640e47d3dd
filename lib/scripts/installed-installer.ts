import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { DATA_DIRECTORY, STATE_DIRECTORY } from "./host-folders";

/** `deploy-staging`: the name that an installer's own copy on a host has, beside those of other environments. */
export function installerFile(environment: string, os: Host["os"]): string {
  const [stem, ending] = operatingSystemNames[os].installer.name.split(".");
  return [`${stem}-${environment}`, ...(ending === undefined ? [] : [ending])].join(".");
}

/** `/opt/genesys/sip-ha/deploy-staging`: where it lies, beside the scripts. */
export function installerPath(environment: string, { os, installDirectory }: Host): string {
  return `${installDirectory}${os === "windows" ? "\\" : "/"}${installerFile(environment, os)}`;
}

/** The same in the shell that it was installed with. */
export function installerCommand(environment: string, host: Host): string {
  const path = installerPath(environment, host);
  return host.os === "windows" ? path : `${operatingSystemNames[host.os].installer.command.split(" ")[0]} ${path}`;
}

/** The installer's record of what is installed on a host; its first line ends with the version. */
export function recordFile(environment: string, os: Host["os"]): string {
  return os === "windows"
    ? `${DATA_DIRECTORY}\\installed-${environment}`
    : `${STATE_DIRECTORY}/installed-${environment}`;
}
