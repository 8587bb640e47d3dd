import { devicesOfTerraform } from "../model/big-ip";
import { type Host, usesPasswordVariable } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import type { Topology } from "../model/topology";
import { hostFolder } from "../scripts/host-folders";
import { recordFile } from "../scripts/installed-installer";
import { removalByHand } from "../scripts/removal-by-hand";
import { terraformAddress } from "../scripts/terraform-text";

/** Whether Terraform asks for the password of the host's account. */
export function asksForPassword({ connection }: Host): boolean {
  return usesPasswordVariable(connection);
}

/** Whether Terraform brings any device its declaration. */
export function hasDeviceByTerraform(topology: Topology): boolean {
  return devicesOfTerraform(topology).length > 0;
}

/** Whether Terraform asks for a password for any of the hosts or devices. */
export function asksForPasswords(topology: Topology, hosts: readonly Host[]): boolean {
  return hasDeviceByTerraform(topology) || hosts.some(asksForPassword);
}

/**
 * The commands that plan, for people to look at, and then apply. A saved plan would hold the passwords in clear, so none is saved if there are passwords.
 *
 * @param targets the only resources to apply; all of them if none is given
 */
export function applyCommands(takesPassword: boolean, targets: readonly string[] = []): string[] {
  const only = targets.map((target) => ` -target=${target}`).join("");
  return takesPassword
    ? [`terraform plan${only}`, `terraform apply${only}`]
    : [`terraform plan${only} -out=plan`, "terraform apply plan"];
}

/** How a host gets its files again. Terraform knows what it has applied there, not what has happened to it since, so an apply alone does nothing. */
export function installAgain(host: Host): string {
  return host.connection === undefined
    ? `${operatingSystemNames[host.os].installer.command()} install manual, in ${hostFolder(host)} copied there once more`
    : `terraform apply -replace=${terraformAddress(host.name)}`;
}

/** How to clean up hosts whose password Terraform asks for: when it destroys, it has none of its variables. */
export function removedByHand(environment: string, hosts: readonly Host[]): string {
  const removals = hosts.map((host) => `on ${host.name} ${removalByHand(environment, host, "<hash>")}`);
  return `When Terraform destroys, it may not use a variable, so it removes nothing from ${hosts.map(({ name }) => name).join(", ")}. Before you destroy, ${removals.join("; ")}. The hash is in the first line of \`${recordFile(environment, "windows")}\` there.`;
}
