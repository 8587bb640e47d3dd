import type { Topology } from "../../model/topology";
import { byFact, type ChangedKey, type Effect } from "../effect";
import { controlScriptName, controlScriptPath, isNlbPair, type NlbSide, nlbSides } from "./model";

/**
 * The effect of replacing one node of a cluster by another host: the old node is taken out while the other one serves, and the new node is added. Undefined if
 * more of the cluster changes, so that it is made again, or if the new node is the same machine under another name, which cannot be in the cluster twice.
 */
export function exchangedNode({ was, is }: Pick<ChangedKey, "was" | "is">, name: string): Effect | undefined {
  const [before, after] = [sidesOf(was, name), sidesOf(is, name)];
  if (before === undefined || after === undefined || isOtherCluster(before[0], after[0])) return undefined;
  const isSame = ([one, other]: readonly [NlbSide, NlbSide]) => nodeText(one) === nodeText(other);
  const [primaries, backups] = [0, 1].map((index) => [before[index]!, after[index]!] as const);
  const [changed, kept] = isSame(backups!) ? [primaries!, backups!] : [backups!, primaries!];
  if (!isSame(kept) || isSame(changed)) return undefined;
  const [old, next] = changed;
  const isRenamed = old.host.name !== next.host.name && old.clusterInterface.address === next.clusterInterface.address;
  return isRenamed ? undefined : exchange(old, next, kept[1]);
}

function sidesOf(topology: Topology, name: string): readonly [NlbSide, NlbSide] | undefined {
  const pair = topology.pairs.get(name);
  if (pair === undefined || !isNlbPair(pair)) return undefined;
  const sides = nlbSides(topology, pair);
  return sides.every(({ clusterInterface }) => clusterInterface !== undefined) ? sides : undefined;
}

/** Whether a setting changes for which the cluster is made again. */
function isOtherCluster({ nlb: one }: NlbSide, { nlb: other }: NlbSide): boolean {
  return (["virtualIp", "network", "operationMode", "clusterName"] as const).some((key) => one[key] !== other[key]);
}

function nodeText({ host: { name, os }, clusterInterface }: NlbSide): string {
  return JSON.stringify([name, os, clusterInterface.name, clusterInterface.address]);
}

function exchange(old: NlbSide, next: NlbSide, kept: NlbSide): Effect {
  const { pair } = next;
  const script = ({ host }: NlbSide, what: string) => `on ${host.name}, \`${controlScriptPath(host, pair)} ${what}\``;
  const isPrimary = next.server === pair.primary;
  // The build script makes a cluster on the primary's host if that host is in none.
  const added = isPrimary
    ? ` Add it to the cluster, on ${kept.host.name}: \`Add-NlbClusterNode -InterfaceName '${kept.clusterInterface.name}' -NewNodeName ${next.host.name} -NewNodeInterface '${next.clusterInterface.name}'\`; it joins as a node that may serve, so disable its ports at once: ${script(next, "disable")}.`
    : "";
  return byFact(
    "outage",
    "nlb-node-leaves",
    `another host replaces one node of the cluster, and the other node stays in it; while the new node is added, the ports are disabled on both hosts, because the state of the rules after NLB was reloaded is not known`,
    {
      prepare:
        old.host.name === next.host.name
          ? undefined
          : `On ${next.host.name}, add the feature, as the installer asks for nlb.exe: \`Install-WindowsFeature NLB -IncludeManagementTools\`.`,
      before: `Take ${old.host.name} out of the cluster, on ${kept.host.name}: \`Remove-NlbClusterNode -HostName ${old.host.name} -InterfaceName '${old.clusterInterface.name}'\`, and wait until \`Get-NlbClusterNode\` says that it has converged. Then check whether the ports are still enabled, because each change reloads NLB: ${script(kept, "status")}; if they are not, run this with \`enable\` instead of \`status\`.`,
      imported: `Have the settings of virtual machines made for ${next.host.name}, as \`network/${controlScriptName(pair)}-hypervisor.txt\` has them.${added} Then bring the cluster to the declared state, as "Build the cluster" of its chapter in the runbook says. It leaves the ports disabled on both hosts, so no new call is answered until they are enabled. Enable them at once: ${script(kept, "enable")}.`,
    },
  );
}
