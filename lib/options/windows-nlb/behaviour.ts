import { milliseconds } from "../../model/duration";
import type { Topology } from "../../model/topology";
import type { Behaviour, ScriptBehaviour, Service } from "../../operation/behaviour";
import { isAlive } from "../../operation/reach";
import { watchesSip } from "../../operation/sip-traffic-monitoring";
import type { Span } from "../../operation/span";
import type { Timer } from "../../operation/timer";
import type { Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import { CLUSTER_TIMERS, clusterHandlers, lookAtCluster } from "./cluster-convergence";
import { clusterFaults } from "./cluster-faults";
import {
  builtNode,
  type ClusterScene,
  disableRules,
  enabledHostsOf,
  enableRules,
  isClusterLinked,
  isConverged,
  type NlbWorld,
  nodeOf,
  otherHost,
  runsCluster,
  takersOf,
} from "./cluster-scene";
import { type NlbPair, nlbSides, type WindowsNlb } from "./model";
import { nlbTiming } from "./timing";

const BOOT_TASK = "windowsNlb:boot-task";
const ALLOWANCE = "an allowance; nothing was measured on a real Windows";

/** The time from the convergence of a node at boot until the task has disabled its rules: if the cluster comes later, so do its packets. */
const BOOT_TASK_TIME: Span = { minimum: 1_000, typical: 5_000, maximum: 20_000 };

/** How a Windows NLB cluster behaves: both hosts have the virtual IP, and scripts enable its ports on one of them. */
export function nlbBehaviour(topology: Topology, pair: NlbPair): Behaviour {
  const { highAvailability: nlb, primary, backup } = pair;
  const sides = nlbSides(topology, pair);
  const scene: ClusterScene = {
    hosts: [primary.host, backup.host],
    clusterInterfaces: Object.fromEntries(
      sides.map(({ host, clusterInterface }) => [host.name, clusterInterface.name]),
    ),
    applications: { [primary.host]: primary.application, [backup.host]: backup.application },
  };
  const timers = timersOf(nlb);
  const longest = timers.reduce((sum, { name, span }) => (SETTLES.has(name) ? sum + span.maximum : sum), 0);
  return {
    timers,
    hosts: [],
    // No neighbour keeps an entry that could be wrong: packets to the virtual IP reach both hosts, because switches flood the cluster's hardware
    // address (fact `nlb-switches`), and each node drops what is not for it
    // (learn.microsoft.com/previous-versions/windows/desktop/wlbsprov/network-load-balancing-clusters).
    neighbours: [],
    begin: (world): NlbWorld => {
      for (const host of scene.hosts) {
        world.hosts[host]!.addresses.push(nlb.virtualIp);
        world.hosts[host]!.persistentAddresses.push(nlb.virtualIp);
      }
      return { nodes: { [primary.host]: builtNode(true), [backup.host]: builtNode(false) } };
    },
    handlers: {
      ...clusterHandlers,
      [BOOT_TASK]: (turn, { on }) => runBootTask(turn, on),
    },
    look: (turn) => lookAtCluster(scene, turn),
    script: scriptOf(nlb),
    booted: (turn, host) => boot(scene, turn, host),
    isAvailable: (world, application) =>
      !watchesSip(pair) || isClusterLinked(scene, world, world.servers[application]!.host),
    service: (world) => serviceOf(scene, world),
    views: { enabledHosts: (world) => enabledHostsOf(scene, world) },
    settlingTime: Math.max(longest, BOOT_TASK_TIME.maximum),
    faults: clusterFaults(scene),
  };
}

/** What may follow a change, one after the other: a node is lost, the cluster converges, the script changes the rules, and the cluster converges again. */
const SETTLES: ReadonlySet<string> = new Set(["heartbeats-missed", "convergence", "script-enable", "rule-convergence"]);

function timersOf(nlb: WindowsNlb): Timer[] {
  const { change, patience } = nlbTiming(nlb);
  const keys = ["convergenceTimeout"];
  return [
    ...CLUSTER_TIMERS,
    {
      name: "script-enable",
      what: "of `enable`, until nlb.exe has done it",
      span: change,
      source: ALLOWANCE,
      keys: [],
    },
    {
      name: "script-disable",
      what: "of `disable`, until nlb.exe has done it",
      span: change,
      source: ALLOWANCE,
      keys: [],
    },
    {
      name: "script-wait",
      what: "for which a script waits until the cluster has converged",
      span: patience,
      source: `convergenceTimeout ${nlb.convergenceTimeout}, counted by the script in rounds of 3 s, which take 1.5 to 5 s (an allowance)`,
      keys,
    },
    {
      name: "rule-convergence",
      what: "until rules that were enabled are in force",
      span: { minimum: 0, typical: 0, maximum: milliseconds(nlb.convergenceTimeout) },
      source: `a change of a rule is not a change of the cluster's configuration (inferred); the maximum is what the script waits for: convergenceTimeout ${nlb.convergenceTimeout}`,
      keys,
    },
    {
      name: "boot-task",
      what: "until the task at boot has disabled the port rules",
      span: BOOT_TASK_TIME,
      source: ALLOWANCE,
      keys: [],
    },
  ];
}

/** The control script: it changes the rules of its own host, then waits until that host has converged. */
function scriptOf({ lockTimeout }: WindowsNlb): ScriptBehaviour {
  return {
    timer: (action) => `script-${action}`,
    lockTimeout: milliseconds(lockTimeout),
    actionOf: { primary: "enable", backup: "disable" },
    finish: (turn, { host, action }) => {
      const node = nodeOf(turn.world, host);
      node.hasRole = true;
      // A node that does not take part serves no ports, which is all that `disable` needs.
      if (node.isStopped) return action === "enable" ? 6 : 0;
      const wasDisabled = !node.isEnabled;
      if (action === "enable") enableRules(turn, host, "enable was run");
      else disableRules(turn, host, "disable was run");
      // From here on the script waits for the cluster.
      if (action === "enable" && wasDisabled) turn.reached("script-ended");
      const isDone = isConverged(node) && node.takesPackets === (action === "enable");
      return isDone ? 0 : undefined;
    },
    // A host that does not serve the ports may converge later.
    giveUp: (_, { action }) => (action === "enable" ? 9 : 0),
  };
}

/** Windows starts the cluster operations; the port rules keep their state until the task has disabled them. */
function boot({ hosts }: ClusterScene, turn: Turn, host: string): void {
  if (!hosts.includes(host)) return;
  const node = nodeOf(turn.world, host);
  turn.cancel({ kind: BOOT_TASK, on: host });
  node.hasRole = false;
  node.isStopped = false;
  if (!node.keepsRules) node.isEnabled = true;
  if (node.isEnabled) turn.tell(host, "starts with its port rules enabled", "Windows has kept or reset their state");
  if (node.hasBootTask) turn.after("boot-task", { kind: BOOT_TASK, on: host });
}

/**
 * What the task at boot does: no port is enabled before a role is assigned. The control script's mark shows it whether there is a role. The simulation
 * leaves out that the task has the script's lock meanwhile.
 */
function runBootTask(turn: Turn, host: string): void {
  const { power, stunned } = turn.world.hosts[host]!;
  if (stunned) turn.after("boot-task", { kind: BOOT_TASK, on: host });
  else if (power === "on" && !nodeOf(turn.world, host).hasRole)
    disableRules(turn, host, "its task at boot has run, and it has no role yet");
}

/**
 * Who answers a caller. It is not known which host a caller reaches, so the worse case counts: if some callers reach a server that is not primary, or a
 * host that is down, the answer is nobody. If both servers are primary, each answers the callers that reach it.
 */
function serviceOf(scene: ClusterScene, world: World): Service {
  const nobody = (because: string): Service => ({ by: undefined, because });
  const takers = takersOf(scene, world);
  if (takers.length === 0)
    return nobody(`no host takes SIP: ${scene.hosts.map((host) => idle(scene, world, host)).join(", ")}`);
  const part = takers.length === 1 ? "callers reach" : "a part of the callers reaches";
  for (const host of takers) {
    const application = scene.applications[host]!;
    const { process, role } = world.servers[application]!;
    if (process !== "running")
      return nobody(`${part} ${host}, where ${application} ${process === "hung" ? "hangs" : "does not run"}`);
    if (role !== "primary") return nobody(`${part} ${host}, where ${application} is not primary`);
  }
  const [host] = takers as [string];
  const other = otherHost(scene, host);
  if (takers.length === 1 && countsOn(scene, world, host))
    return nobody(`${host} leaves some of the callers to ${other}, which is down, until it has converged`);
  return { by: scene.applications[host], because: `callers reach ${host}` };
}

/** Whether a node still shares the callers with a node that can no longer take them. */
function countsOn(scene: ClusterScene, world: World, host: string): boolean {
  const other = otherHost(scene, host);
  return (
    nodeOf(world, host).members === "both" &&
    nodeOf(world, other).isEnabled &&
    !(runsCluster(world, other) && isClusterLinked(scene, world, other))
  );
}

/** Why a host takes nothing. */
function idle(scene: ClusterScene, world: World, host: string): string {
  const { isEnabled, isStopped } = nodeOf(world, host);
  if (!isAlive(world, host)) return `${host} does not run`;
  if (!isClusterLinked(scene, world, host)) return `${host} has lost its cluster interface`;
  if (isStopped) return `cluster operations are stopped on ${host}`;
  return `the port rules of ${host} are ${isEnabled ? "enabled, but it has not converged" : "disabled"}`;
}
