import { devicesOfTerraform, terraformDeclaresTo } from "../model/big-ip";
import type { Topology } from "../model/topology";
import { deviceAddress } from "../terraform/big-ip-resources";
import { block } from "../text/markdown";
import { namesOf } from "./affected-pairs";
import { renamedDevices } from "./renamed-devices";

/** What comes before the apply if a device has another name: Terraform would remove a declaration that is still under the earlier name. */
export function movedDevices(was: Topology, is: Topology): string[] {
  const inUse = new Set([...was.pairs.values()].flatMap((pair) => namesOf(pair, "bigIps")));
  const moved = [...renamedDevices(was, is)].filter(([name, device]) => terraformDeclaresTo(device) && inUse.has(name));
  if (moved.length === 0) return [];
  const moves = moved.map(
    ([name, device]) => `terraform state mv ${deviceAddress(name)} ${deviceAddress(device.name)}`,
  );
  return [
    `Before any apply, rename ${moved.map(([name]) => name).join(" and ")} in Terraform's state, and give the account in \`bigip_accounts\` the new name. In \`stacks/${is.environment}\`:\n${block("sh", ["terraform init", ...moves])}`,
  ];
}

/** What comes before the apply if people post a device's declaration from now on: Terraform's state still has it, but there is no provider any more. */
export function forgottenDevices(was: Topology, is: Topology): string[] {
  return devicesOfTerraform(was)
    .filter(({ name }) => is.bigIps.has(name) && !terraformDeclaresTo(is.bigIps.get(name)!))
    .map(
      ({ name }) =>
        `Before any apply, make Terraform forget the declaration on ${name}, which stays there. With the declaration in Terraform's state no apply succeeds, because its provider is no longer there. In \`stacks/${is.environment}\`:\n${block("sh", ["terraform init", `terraform state rm ${deviceAddress(name)}`])}\nIf no pair was behind the device, Terraform says that there is no such resource, which is fine.`,
    );
}

/**
 * What comes before the apply if a device is no longer declared: an apply without it could not remove its declaration, and fails. This is done with the
 * environment as it was, because an environment that declares the device beside its replacement may have an address twice, and is refused.
 */
export function removedDevices(was: Topology, is: Topology): string[] {
  const renamed = renamedDevices(was, is);
  const names = devicesOfTerraform(was)
    .filter(({ name }) => !is.bigIps.has(name) && !renamed.has(name))
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const targets = names.map((name) => ` -target=${deviceAddress(name)}`).join("");
  return [
    `Make Terraform remove its declaration from ${names.join(" and ")}, which it can do only as long as the device is declared. Synthesize the environment as it was before the change into the same output folder, and in \`stacks/${is.environment}\`:\n${block("sh", ["terraform init", `terraform destroy${targets}`])}\nThen synthesize the environment as it is after the change.`,
  ];
}
