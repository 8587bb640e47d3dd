import { isAlive, isLinked } from "../../operation/reach";
import type { Turn } from "../../operation/turn";
import type { World } from "../../operation/world";

/** With whom a node shares the callers since it last converged: not converged yet, alone, or with the other node. */
export type Membership = "none" | "alone" | "both";

/** A host as a node of the cluster. */
export interface NodeState {
  /** Whether the port rules are enabled here; a reboot keeps this state. */
  isEnabled: boolean;
  /** Whether the host takes what callers send: it does for enabled rules, once the node has converged. */
  takesPackets: boolean;
  members: Membership;
  isConverging: boolean;
  /** Whether cluster operations are stopped. */
  isStopped: boolean;
  /** Whether a script has assigned a role since the host started. */
  hasRole: boolean;
  /** Whether the scheduled task that disables the port rules at boot is there. */
  hasBootTask: boolean;
  /** Whether a reboot keeps the state of the port rules; otherwise they are enabled after it. */
  keepsRules: boolean;
  /** Whether the other node's heartbeats get here, if its cluster adapter has a carrier. */
  isHearing: boolean;
}

/** The option's part of the world. */
export interface NlbWorld {
  /** The nodes, by host. */
  readonly nodes: Record<string, NodeState>;
}

/** What the parts of the behaviour share. */
export interface ClusterScene {
  /** The two hosts, the primary's first. */
  readonly hosts: readonly [string, string];
  /** The interface of each host that the cluster is bound to. */
  readonly clusterInterfaces: Readonly<Record<string, string>>;
  /** The SIP Server of each host. */
  readonly applications: Readonly<Record<string, string>>;
}

/** A node of a built cluster, before anything happens. */
export function builtNode(isPrimary: boolean): NodeState {
  return {
    isEnabled: isPrimary,
    takesPackets: isPrimary,
    members: "both",
    isConverging: false,
    isStopped: false,
    hasRole: true,
    hasBootTask: true,
    keepsRules: true,
    isHearing: true,
  };
}

export function nodeOf(world: World, host: string): NodeState {
  return (world.option as NlbWorld).nodes[host]!;
}

export function otherHost({ hosts }: ClusterScene, host: string): string {
  return host === hosts[0] ? hosts[1] : hosts[0];
}

/** Whether the node takes part in the cluster. */
export function runsCluster(world: World, host: string): boolean {
  return isAlive(world, host) && !nodeOf(world, host).isStopped;
}

/** Whether packets from callers, and heartbeats, reach the host. */
export function isClusterLinked({ clusterInterfaces }: ClusterScene, world: World, host: string): boolean {
  return isLinked(world, host, clusterInterfaces[host]!);
}

/** Whether a node reports to the control script that it has converged. */
export function isConverged({ members, isConverging, isStopped }: NodeState): boolean {
  return members !== "none" && !isConverging && !isStopped;
}

/** Whether the other node's heartbeats get here. They go over the cluster adapters (Microsoft's article Q232711). */
export function hearsOther(scene: ClusterScene, world: World, host: string): boolean {
  const other = otherHost(scene, host);
  return (
    nodeOf(world, host).isHearing &&
    runsCluster(world, host) &&
    runsCluster(world, other) &&
    isClusterLinked(scene, world, host) &&
    isClusterLinked(scene, world, other)
  );
}

/** Hosts that take what callers send. */
export function takersOf(scene: ClusterScene, world: World): string[] {
  return scene.hosts.filter(
    (host) => nodeOf(world, host).takesPackets && runsCluster(world, host) && isClusterLinked(scene, world, host),
  );
}

/** The hosts that callers reach, whose port rules are enabled, and that have converged. */
export function enabledHostsOf(scene: ClusterScene, world: World): string[] {
  return scene.hosts.filter((host) => {
    const node = nodeOf(world, host);
    return node.isEnabled && isConverged(node) && runsCluster(world, host) && isClusterLinked(scene, world, host);
  });
}

/** `nlb enable` on a host: it has no effect if cluster operations are stopped (fact `nlb-stopped-node`). */
export function enableRules(turn: Turn, host: string, why: string): void {
  const node = nodeOf(turn.world, host);
  if (node.isStopped || node.isEnabled) return;
  node.isEnabled = true;
  turn.tell(host, "enables its port rules", why);
}

/** `nlb disable` on a host: new packets are blocked at once; it has no effect if cluster operations are stopped. */
export function disableRules(turn: Turn, host: string, why: string): void {
  const node = nodeOf(turn.world, host);
  if (node.isStopped || !node.isEnabled) return;
  node.isEnabled = false;
  node.takesPackets = false;
  turn.tell(host, "disables its port rules", why);
}
