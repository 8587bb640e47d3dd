import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { whoInstalls } from "./removal-by-hand";

/** How a host gets its files where Terraform does not reach it. */
export function copiedByHand({ name, os }: Host): string {
  const { command } = operatingSystemNames[os].installer;
  return `Terraform does not reach ${name}. Copy the folder \`hosts/${name}\` there and run \`${command} preflight\` and \`${command} install manual\` in it as ${whoInstalls(os)}.`;
}
