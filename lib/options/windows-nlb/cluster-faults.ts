import type { FaultKind } from "../../operation/fault-kind";
import type { Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import { type ClusterScene, disableRules, enableRules, type NodeState, nodeOf } from "./cluster-scene";

/** What can go wrong with the cluster, and what people do to it by hand. */
export function clusterFaults(scene: ClusterScene): FaultKind[] {
  const hostOf = (on: string) => scene.hosts[on === "backup" ? 1 : 0];
  const flag = (name: string, title: string, set: (node: NodeState, isWrong: boolean) => void): FaultKind => ({
    name,
    title,
    targets: () => ["primary", "backup"],
    inject: ({ world }, on) => set(nodeOf(world, hostOf(on)), true),
    heal: ({ world }, on) => set(nodeOf(world, hostOf(on)), false),
    isSwept: true,
  });
  const byHand = (name: string, title: string, change: (turn: Turn, host: string, why: string) => void): FaultKind => ({
    name,
    title,
    targets: () => ["primary", "backup"],
    inject: (turn, on) => change(turn, hostOf(on), "somebody has run nlb by hand"),
    heal: (turn, on) => {
      const host = hostOf(on);
      const mend = isPrimary(turn.world, scene.applications[host]!) ? enableRules : disableRules;
      mend(turn, host, "somebody has run the control script by the server's role");
    },
    isSwept: true,
  });
  return [
    flag("heartbeats-unheard", "the host of the {on} does not hear the other's heartbeats", (node, isWrong) => {
      node.isHearing = !isWrong;
    }),
    byHand("port-rules-enabled", "somebody enables the port rules on the host of the {on}", enableRules),
    byHand("port-rules-disabled", "somebody disables the port rules on the host of the {on}", disableRules),
    flag("cluster-stopped", "cluster operations are stopped on the host of the {on}", (node, isWrong) => {
      node.isStopped = isWrong;
    }),
    flag(
      "boot-task-missing",
      "the host of the {on} has no task that disables the port rules at boot",
      (node, isWrong) => {
        node.hasBootTask = !isWrong;
      },
    ),
    // Whether Windows does so is not known (fact `nlb-boot`).
    flag(
      "port-rules-forgotten",
      "the port rules on the host of the {on} are enabled after each restart",
      (node, isWrong) => {
        node.keepsRules = !isWrong;
      },
    ),
  ];
}

function isPrimary({ servers }: World, application: string): boolean {
  return servers[application]!.role === "primary";
}
