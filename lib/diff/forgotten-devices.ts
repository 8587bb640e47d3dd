import type { Topology } from "../model/topology";
import { deviceAddress } from "../terraform/big-ip-resources";
import { block } from "../text/markdown";

/**
 * What comes before the apply where Terraform no longer brings a device its declaration: its state has the declaration still, and no provider any more, without
 * which no apply of the folder succeeds.
 */
export function forgottenDevices(was: Topology, is: Topology): string[] {
  const brought = [...was.bigIps.values()].filter(({ deployment }) => deployment === "terraform");
  return brought.flatMap(({ name }) => {
    const now = is.bigIps.get(name);
    if (now?.deployment === "terraform") return [];
    return now === undefined
      ? [
          `Terraform cannot take its declaration off ${name} once the device is no longer declared, nor apply anything else in this folder. Leave it declared as it was until the last step here is done, and only then apply the output without it.`,
        ]
      : [
          `Have Terraform forget the declaration on ${name}, which stays there; with it in its state no apply succeeds, as its provider is gone. In \`stacks/${is.environment}\`:\n${block("sh", ["terraform init", `terraform state rm ${deviceAddress(name)}`])}\nWhere no pair was behind the device, it says that there is none, which is as well.`,
        ];
  });
}
