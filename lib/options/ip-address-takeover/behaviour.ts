import { milliseconds } from "../../model/duration";
import type { Topology } from "../../model/topology";
import type { Behaviour, Neighbour, ScriptBehaviour, Service } from "../../operation/behaviour";
import { isAlive } from "../../operation/reach";
import { watchesSip } from "../../operation/sip-traffic-monitoring";
import { exactly } from "../../operation/span";
import type { Timer } from "../../operation/timer";
import type { Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import {
  conductOf,
  type IpAddressTakeover,
  operatingSystemOf,
  packetsBeforeTaking,
  packetsInRound,
  type TakeoverPair,
  takeoverSide,
  takeoverSides,
} from "./model";
import { platformOf } from "./platforms";
import { portLimitOf } from "./port-limit";
import { takeoverFaults } from "./takeover-faults";
import {
  ANNOUNCEMENT_ROUND,
  announceAgain,
  answers,
  hasVirtualIp,
  holdersOf,
  isSipLinked,
  release,
  STRANGER,
  startAnnouncing,
  type TakeoverScene,
  type TakeoverWorld,
  take,
  takeoverWorldOf,
} from "./takeover-scene";
import { type TakeoverTiming, takeoverTiming, timingSource } from "./timing";
import { watchdogBehaviour } from "./watchdog-behaviour";

/** How IP Address Takeover behaves: scripts put the virtual IP on a host, neighbours learn where it is. */
export function takeoverBehaviour(topology: Topology, pair: TakeoverPair): Behaviour {
  const { highAvailability: takeover, primary } = pair;
  const timing = takeoverTiming(takeover, operatingSystemOf(topology, pair));
  const { gateway, switching } = topology.networks.get(takeover.network)!;
  const neighbours = neighboursOf(gateway !== undefined, switching.acceptsGratuitousArp !== false);
  const scene = sceneOf(topology, pair, neighbours);
  const watchdog = watchdogBehaviour(scene, takeover.watchdog);
  const portLimit = portLimitOf(scene, switching.arpPacketsPerSecond);
  return {
    timers: [...scriptTimers(takeover, timing, timingSource(operatingSystemOf(topology, pair))), ...watchdog.timers],
    hosts: [],
    neighbours,
    begin: (world): TakeoverWorld => {
      world.hosts[primary.host]!.addresses.push(takeover.virtualIp);
      return {
        released: {},
        isolated: {},
        alone: { [primary.host]: true },
        stranger: false,
        limitEnforced: false,
        shutPorts: {},
      };
    },
    handlers: {
      [ANNOUNCEMENT_ROUND]: (turn, { on, detail }) => announceAgain(scene, turn, on, detail!),
      ...watchdog.handlers,
      ...portLimit.handlers,
    },
    look: (turn) => {
      watchdog.look(turn);
      portLimit.look(turn);
    },
    script: scriptOf(scene, timing.waiting > 0),
    booted: (turn, host) => releaseAtBoot(scene, turn, host),
    isAvailable: (world, application) =>
      !watchesSip(pair) || isSipLinked(scene, world, world.servers[application]!.host),
    service: (world) => serviceOf(scene, world),
    views: { holders: (world) => holdersOf(scene, world), announcementLimit: switching.arpPacketsPerSecond },
    settlingTime: timing.up.maximum + timing.down.maximum + watchdog.settlingTime,
    faults: [...takeoverFaults(scene), ...portLimit.faults],
  };
}

function sceneOf(topology: Topology, pair: TakeoverPair, neighbours: readonly Neighbour[]): TakeoverScene {
  const { highAvailability: takeover, primary, backup } = pair;
  const sides = takeoverSides(topology, pair);
  const { releasesToPeer, sendsReplies } = platformOf(sides[0]);
  return {
    topology,
    pair,
    virtualIp: takeover.virtualIp,
    hosts: [primary.host, backup.host],
    sipInterfaces: Object.fromEntries(sides.map(({ host, sipInterface }) => [host.name, sipInterface.name])),
    releasesToPeer: releasesToPeer === true,
    announcement: {
      packets: packetsInRound(takeover, sides[0].network.gateway !== undefined),
      asked: neighbours.filter(({ isAsked }) => isAsked).map(({ name }) => name),
      sendsReplies,
    },
    packetsBeforeTaking: packetsBeforeTaking(takeover),
  };
}

function scriptTimers(
  { conflictPolicy, probeTimeout }: IpAddressTakeover,
  { unhinderedUp, waiting, down }: TakeoverTiming,
  source: string,
): Timer[] {
  return [
    {
      name: "script-up",
      what: "of `up`, if nobody else has the virtual IP",
      span: unhinderedUp,
      source,
      keys: [],
    },
    { name: "script-down", what: "of `down`", span: down, source, keys: [] },
    { name: "script-announce", what: "of `announce`", span: down, source, keys: [] },
    {
      name: "script-wait",
      what: "for which `up` waits for another holder",
      span: exactly(waiting),
      source: `conflictPolicy ${conflictPolicy}, probeTimeout ${probeTimeout}`,
      keys: ["conflictPolicy", "probeTimeout"],
    },
  ];
}

function neighboursOf(hasGateway: boolean, learns: boolean): Neighbour[] {
  const caller = { name: "a caller on the network", learns, isAsked: false };
  return hasGateway ? [{ name: "the gateway", learns, isAsked: true }, caller] : [caller];
}

/** Why `up` waits, or finally fails. */
interface Obstacle {
  readonly text: string;
  /** The exit code with which it fails under a policy that takes nothing then. */
  readonly code: number;
}

function scriptOf(scene: TakeoverScene, waits: boolean): ScriptBehaviour {
  const { conflictPolicy, lockTimeout } = scene.pair.highAvailability;
  const { topology, pair } = scene;
  const conduct = conductOf(conflictPolicy);
  const platform = platformOf(takeoverSide(topology, pair, pair.primary));
  const isTakenAnyway = conduct.takesFromHolder && platform.takesFromHolder;
  const needsLink = conduct.asksFirst && platform.asksOnWithoutLink === true;
  const obstacleOf = ({ world }: Turn, host: string): Obstacle | undefined => {
    if (!isSipLinked(scene, world, host))
      return needsLink ? { text: "its SIP interface has no link to ask by", code: 6 } : undefined;
    const others = holdersOf(scene, world).filter((one) => one !== host);
    return others.length > 0 ? { text: `${others.join(" and ")} keeps it`, code: 7 } : undefined;
  };
  const ran = (turn: Turn, host: string) => {
    delete takeoverWorldOf(turn.world).released[host];
  };
  return {
    timer: (action) => `script-${action}`,
    lockTimeout: milliseconds(lockTimeout),
    actionOf: { primary: "up", backup: "down" },
    finish: (turn, { host, action }) => {
      if (action === "announce") {
        if (!hasVirtualIp(scene, turn.world, host)) return 3;
        startAnnouncing(scene, turn, host, false);
        return 0;
      }
      ran(turn, host);
      if (action === "down") {
        release(scene, turn, host, "down was run");
        return 0;
      }
      const isHere = hasVirtualIp(scene, turn.world, host);
      if (waits && !isHere && obstacleOf(turn, host) !== undefined) return undefined;
      take(scene, turn, host, "up was run");
      return 0;
    },
    giveUp: (turn, { host }) => {
      // The script has just looked once more, so there is an obstacle.
      const { text, code } = obstacleOf(turn, host)!;
      if (isTakenAnyway) {
        take(scene, turn, host, `${text}, for too long`);
        return 0;
      }
      turn.note("refused", `${host} gets no virtual IP, as ${text}`, host);
      return code;
    },
  };
}

/** What the unit at boot does: no virtual IP before a role is assigned. */
function releaseAtBoot(scene: TakeoverScene, turn: Turn, host: string): void {
  if (scene.hosts.includes(host)) release(scene, turn, host, "a host that boots has no role yet");
}

function serviceOf(scene: TakeoverScene, world: World): Service {
  const nobody = (because: string): Service => ({ by: undefined, because });
  const [caller] = Object.keys(world.neighbours);
  const { at } = world.neighbours[caller!]!;
  if (at === undefined) return nobody(`${caller} does not know where the virtual IP is`);
  const sends = `${caller} sends to ${at}`;
  if (at === STRANGER) return nobody(`${sends}, which has the virtual IP by mistake`);
  if (!isAlive(world, at)) return nobody(`${sends}, which does not run`);
  if (!isSipLinked(scene, world, at)) return nobody(`${sends}, whose SIP interface is cut off`);
  if (!answers(scene, world, at)) return nobody(`${sends}, which does not have the virtual IP`);
  const { primary, backup } = scene.pair;
  const { application } = primary.host === at ? primary : backup;
  const { process, role } = world.servers[application]!;
  if (process !== "running")
    return nobody(`${sends}, where ${application} ${process === "hung" ? "hangs" : "does not run"}`);
  if (role !== "primary") return nobody(`${sends}, where ${application} is not primary`);
  return { by: application, because: sends };
}
