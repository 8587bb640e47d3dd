import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";

/** `deploy-staging`: the name of the installer's own copy on a host, beside the copies of other environments. */
export function installerFile(environment: string, os: Host["os"]): string {
  return `deploy-${environment}${operatingSystemNames[os].shell.ending}`;
}

/** `/opt/genesys/sip-ha/deploy-staging`: the path of that copy, beside the scripts. */
export function installerPath(environment: string, { os, installDirectory }: Host): string {
  return `${installDirectory}${operatingSystemNames[os].shell.separator}${installerFile(environment, os)}`;
}

/** The command that runs that copy, in the shell that it was installed with. */
export function installerCommand(environment: string, host: Host): string {
  return operatingSystemNames[host.os].installer.command(installerPath(environment, host));
}

/** The installer's record of what is installed on a host; its first line ends with the version. */
export function recordFile(environment: string, os: Host["os"]): string {
  const { stateDirectory, shell } = operatingSystemNames[os];
  return `${stateDirectory}${shell.separator}installed-${environment}`;
}
