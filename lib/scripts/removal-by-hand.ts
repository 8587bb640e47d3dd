import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";

/**
 * What removes from a host what is installed there: its installer, which lies beside the scripts, in the shell that it was installed with.
 *
 * @param version the one that is installed; what was installed by hand where none is given
 */
export function removalByHand(environment: string, { os, installDirectory }: Host, version = "manual"): string {
  const { name, command } = operatingSystemNames[os].installer;
  const [stem, ending] = name.split(".");
  const installer =
    os === "windows"
      ? `${installDirectory}\\${stem}-${environment}.${ending}`
      : `${command.split(" ")[0]} ${installDirectory}/${stem}-${environment}`;
  return `run \`${installer} remove ${version}\` as ${whoInstalls(os)}`;
}

/** The installer's record of what is installed on a host; its first line ends with the version. */
export function recordFile(environment: string, os: Host["os"]): string {
  return os === "windows"
    ? `C:\\ProgramData\\sip-ha\\installed-${environment}`
    : `/var/lib/sip-ha/installed-${environment}`;
}

/** Who runs an installer by hand. */
export function whoInstalls(os: Host["os"]): string {
  return os === "windows" ? "an administrator" : operatingSystemNames[os].administrator;
}
