import { isAlive } from "../../operation/reach";
import type { Timer } from "../../operation/timer";
import type { Handlers, Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import {
  type ClusterScene,
  hearsOther,
  isConverged,
  type Membership,
  type NodeState,
  nodeOf,
  otherHost,
  runsCluster,
} from "./cluster-scene";

const BEGINS = "windowsNlb:begins-to-converge";
const CONVERGED = "windowsNlb:has-converged";
const TAKES = "windowsNlb:takes-packets";

/** The timers of the cluster itself, whatever the scripts do. */
export const CLUSTER_TIMERS: readonly Timer[] = [
  {
    name: "heartbeats-missed",
    what: "until a node counts the other one as lost",
    // The last heartbeat may be up to a period old.
    span: { minimum: 4_000, typical: 4_500, maximum: 6_000 },
    // learn.microsoft.com/previous-versions/windows/it-pro/windows-8.1-and-8/ff715478 and …/windows-vista/cc749429
    source:
      "five heartbeats of one second each (documented: MembershipHeartbeatLossTolerance 5, MembershipHeartbeatPeriod 1000); the bounds are deduced",
    keys: [],
  },
  {
    name: "heartbeat",
    what: "until a node hears of the other one",
    span: { minimum: 0, typical: 500, maximum: 1_000 },
    source: "a heartbeat each second (documented: MembershipHeartbeatPeriod 1000)",
    keys: [],
  },
  {
    name: "convergence",
    what: "until the nodes have converged",
    span: { minimum: 1_000, typical: 5_000, maximum: 10_000 },
    // learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2003/cc738894
    source: "an allowance; clients are said to see a delay of only a few seconds",
    keys: [],
  },
];

export const clusterHandlers: Handlers = {
  [BEGINS]: (turn, { on, detail }) => {
    nodeOf(turn.world, on).isConverging = true;
    turn.tell(on, "begins to converge", detail!);
    turn.reached("detected");
  },
  [CONVERGED]: (turn, { on, detail }) => {
    const node = nodeOf(turn.world, on);
    node.members = detail as Membership;
    node.isConverging = false;
    turn.tell(
      on,
      "has converged",
      detail === "alone" ? "it is the only node that it hears" : "both nodes hear each other",
    );
    turn.reached("converged");
  },
  [TAKES]: (turn, { on }) => {
    nodeOf(turn.world, on).takesPackets = true;
    turn.tell(on, "takes what callers send", "its port rules are enabled, and it has converged");
    turn.reached("converged");
  },
};

/** What both nodes do, depending on which node hears which, and on their port rules. */
export function lookAtCluster(scene: ClusterScene, turn: Turn): void {
  for (const host of scene.hosts) {
    const node = nodeOf(turn.world, host);
    if (runsCluster(turn.world, host)) {
      follow(scene, turn, host, node);
      const waits = node.isEnabled && !node.takesPackets && isConverged(node);
      when(turn, TAKES, host, waits ? "rule-convergence" : undefined);
    } else leave(turn, host, node);
  }
}

/** A frozen host remembers its state; other hosts start again without it. */
function leave(turn: Turn, host: string, node: NodeState): void {
  for (const kind of [BEGINS, CONVERGED, TAKES]) turn.cancel({ kind, on: host });
  if (turn.world.hosts[host]!.stunned && !node.isStopped) return;
  node.members = "none";
  node.isConverging = false;
  node.takesPackets = false;
}

/**
 * A node goes on as it has last converged until it converges again. A node that hears the other node and is not heard itself never comes to an
 * agreement (deduced from what Microsoft's article 812870 shows of nodes that stay converging, or converge with themselves alone).
 */
function follow(scene: ClusterScene, turn: Turn, host: string, node: NodeState): void {
  const { world } = turn;
  const other = otherHost(scene, host);
  const hears = hearsOther(scene, world, host);
  const agreed: Membership | undefined = !hears ? "alone" : hearsOther(scene, world, other) ? "both" : undefined;
  if (node.isConverging) {
    turn.cancel({ kind: BEGINS, on: host });
    when(turn, CONVERGED, host, agreed === undefined ? undefined : "convergence", agreed);
    return;
  }
  const isDue = agreed === undefined ? node.members === "none" || hasLeft(world, other) : node.members !== agreed;
  const misses = agreed === "alone" && node.members === "both";
  const why = misses ? `it misses ${other}'s heartbeats` : hears ? `it hears ${other}'s heartbeats` : "it has started";
  when(turn, BEGINS, host, isDue ? (misses ? "heartbeats-missed" : "heartbeat") : undefined, why);
}

/** Whether the heartbeats of a node show that it counts the other node as lost. */
function hasLeft(world: World, host: string): boolean {
  const { members, isConverging } = nodeOf(world, host);
  return isAlive(world, host) && (members === "alone" || isConverging);
}

/** Makes something happen once its reason has held without a break; never if there is no timer. */
function when(turn: Turn, kind: string, on: string, timer: string | undefined, detail?: string): void {
  if (timer !== undefined && turn.awaits({ kind, on, detail })) return;
  turn.cancel({ kind, on });
  if (timer !== undefined) turn.after(timer, { kind, on, detail });
}
