import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { hostFolder } from "./host-folders";

/** How a host gets its files if Terraform does not reach it. */
export function copiedByHand(host: Host): string {
  const { command, runBy } = operatingSystemNames[host.os].installer;
  return `Terraform does not reach ${host.name}. Copy the folder \`${hostFolder(host)}\` there, where nobody else may write, and run \`${command()} preflight\` and \`${command()} install manual\` in it as ${runBy}.`;
}
