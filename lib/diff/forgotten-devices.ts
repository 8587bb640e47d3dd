import { devicesOfTerraform, terraformDeclaresTo } from "../model/big-ip";
import type { Topology } from "../model/topology";
import { deviceAddress } from "../terraform/big-ip-resources";
import { block } from "../text/markdown";
import { namesOf } from "./affected-pairs";
import { renamedDevices } from "./renamed-devices";

/** What comes before the apply where a device has another name: with its declaration still under the earlier one, Terraform would take it off. */
export function movedDevices(was: Topology, is: Topology): string[] {
  const inUse = new Set([...was.pairs.values()].flatMap((pair) => namesOf(pair, "bigIps")));
  const moved = [...renamedDevices(was, is)].filter(([name, device]) => terraformDeclaresTo(device) && inUse.has(name));
  if (moved.length === 0) return [];
  const moves = moved.map(
    ([name, device]) => `terraform state mv ${deviceAddress(name)} ${deviceAddress(device.name)}`,
  );
  return [
    `Have Terraform know ${moved.map(([name]) => name).join(" and ")} by the new name, before any apply, and give the account in \`bigip_accounts\` that name. In \`stacks/${is.environment}\`:\n${block("sh", ["terraform init", ...moves])}`,
  ];
}

/** What comes before the apply where people bring a device its declaration from now on: Terraform's state has it still, and no provider any more. */
export function forgottenDevices(was: Topology, is: Topology): string[] {
  return devicesOfTerraform(was)
    .filter(({ name }) => is.bigIps.has(name) && !terraformDeclaresTo(is.bigIps.get(name)!))
    .map(
      ({ name }) =>
        `Have Terraform forget the declaration on ${name}, which stays there; with it in its state no apply succeeds, as its provider is gone. In \`stacks/${is.environment}\`:\n${block("sh", ["terraform init", `terraform state rm ${deviceAddress(name)}`])}\nWhere no pair was behind the device, it says that there is none, which is as well.`,
    );
}

/**
 * What comes before the apply where a device is declared no more: an apply without it could not take its declaration off, and fails. With the environment
 * as it was, since one that declares it beside what takes its place may have an address twice, and is refused.
 */
export function removedDevices(was: Topology, is: Topology): string[] {
  const renamed = renamedDevices(was, is);
  const names = devicesOfTerraform(was)
    .filter(({ name }) => !is.bigIps.has(name) && !renamed.has(name))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const targets = names.map((name) => ` -target=${deviceAddress(name)}`).join("");
  return [
    `Have Terraform take its declaration off ${names.join(" and ")}, which it can do only as long as the device is declared. Synthesize the environment as it was before the change into the same output folder, and in \`stacks/${is.environment}\`:\n${block("sh", ["terraform init", `terraform destroy${targets}`])}\nThen synthesize it as it is after the change.`,
  ];
}
