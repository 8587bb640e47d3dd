import { stateLocation } from "../model/state-location";
import type { Topology } from "../model/topology";
import { type Effect, own } from "../options/effect";
import { block } from "../text/markdown";

const isCloud = ({ backend }: Topology) => backend?.type === "cloud";

/** For Terraform Cloud, Terraform refuses the option to migrate, and asks (seen in 1.11); from Terraform Cloud it migrates nothing to a backend (its source). */
function commandFor(was: Topology, is: Topology): string {
  if (isCloud(is)) return "terraform init";
  return isCloud(was) ? "terraform init -reconfigure" : "terraform init -migrate-state";
}

/** Whether both name the same place of the state, so that only other settings of the backend have changed. */
function isSamePlace(was: Topology, is: Topology): boolean {
  const [old, now] = [was, is].map(({ backend, environment }) => backend && stateLocation(backend, environment));
  return old !== undefined && old.place === now?.place && old.missing.length === 0 && old.chosenFrom === undefined;
}

const BY_HAND = "Terraform does not take state out of a workspace of Terraform Cloud: move it by hand first";

/** What a change of the backend does. */
export function stateEffect(was: Topology, is: Topology): Effect {
  const command = `\`${commandFor(was, is)}\``;
  if (isSamePlace(was, is)) return own("none", `Terraform finds its state where it is: run ${command} first`);
  const another = isCloud(was) ? "" : "another ";
  return own("none", isCloud(was) ? BY_HAND : `Terraform's state moves: run ${command} first`, {
    noWayBack: `Terraform's state stays where it was moved to: the way back is ${isCloud(is) ? "to move it by hand" : `${another}\`${commandFor(is, was)}\``}.`,
  });
}

/** How Terraform finds its state again, as Markdown. */
export function stateStep(was: Topology, is: Topology): string {
  const folder = `\`stacks/${is.environment}\``;
  const command = commandFor(was, is);
  if (isSamePlace(was, is))
    return `Make Terraform take the settings of its backend, in ${folder}:\n${block("sh", [command])}`;
  if (!isCloud(was)) return `Move Terraform's state, in ${folder}:\n${block("sh", [command])}`;
  const file = `${is.environment}.tfstate`;
  const lines = [
    `terraform state pull > ~/${file}  # in the folder of the earlier output`,
    command,
    `terraform state push ~/${file}`,
    `rm ~/${file}`,
  ];
  return `Move Terraform's state, which Terraform itself does not take out of a workspace of Terraform Cloud. Run all but the first line in ${folder}:\n${block("sh", lines)}`;
}
