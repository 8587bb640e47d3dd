import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { hostFolder } from "./host-folders";

/** How a host gets its files if Terraform does not reach it. */
export function copiedByHand(host: Host): string {
  const { command, runBy } = operatingSystemNames[host.os].installer;
  return `Terraform does not reach ${host.name}. Copy the folder \`${hostFolder(host)}\` there, to a place where nobody else may write. In that folder, run \`${command()} preflight\` and \`${command()} install manual\` as ${runBy}.`;
}
