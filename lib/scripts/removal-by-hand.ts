import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";

/**
 * What removes from a host what was installed there: its installer, which lies beside the scripts, in the shell that it was installed with.
 *
 * @param version what it was installed as
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

/** Who runs an installer by hand. */
export function whoInstalls(os: Host["os"]): string {
  return os === "windows" ? "an administrator" : operatingSystemNames[os].administrator;
}
