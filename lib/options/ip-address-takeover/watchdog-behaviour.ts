import { milliseconds } from "../../model/duration";
import { hostLossDetection } from "../../model/management-layer";
import { announce, getsThrough } from "../../operation/announcement";
import { asLongAs } from "../../operation/as-long-as";
import { areConnected, isAlive } from "../../operation/reach";
import { type Span, sum } from "../../operation/span";
import type { Timer } from "../../operation/timer";
import type { Handlers, Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import { operatingSystemOf, othersThan, type Watchdog } from "./model";
import {
  hasVirtualIp,
  holdersOf,
  isSipLinked,
  release,
  type TakeoverScene,
  take,
  takeoverWorldOf,
} from "./takeover-scene";
import { takeBackTiming, watchdogAsks } from "./timing";

const CUT_OFF = "ipAddressTakeover:is-cut-off";
const SILENT = "ipAddressTakeover:is-silent";
const GIVES_WAY = "ipAddressTakeover:gives-way";
const LEARNS = "ipAddressTakeover:learns-whether-alone";
const TAKES_BACK = "ipAddressTakeover:takes-back";
const ANNOUNCES = "ipAddressTakeover:watchdog-announces";

/** The watchdog's part of the behaviour. */
export interface WatchdogBehaviour {
  readonly timers: readonly Timer[];
  readonly handlers: Handlers;
  readonly look: (turn: Turn) => void;
  /** How long at most a watchdog may need to act, in milliseconds: the simulation does not wait for a watchdog that is slower than `check` demands. */
  readonly settlingTime: number;
}

/** How the watchdogs of both hosts behave; nothing if no watchdog is declared. */
export function watchdogBehaviour(scene: TakeoverScene, settings: Watchdog | undefined): WatchdogBehaviour {
  if (settings === undefined) return { timers: [], handlers: {}, look: () => {}, settlingTime: 0 };
  const { topology, pair } = scene;
  const takeBack = takeBackTiming(pair.highAvailability, operatingSystemOf(topology, pair));
  const { isolates, takesBack, others } = timersOf(settings, watchdogAsks(topology, pair), takeBack);
  // As in the check `isolated-host`: a watchdog acts before the backup takes over. If nobody knows when that is, the simulation waits for no watchdog.
  const demanded = hostLossDetection(topology.managementLayer.failureDetection) ?? 0;
  return {
    settlingTime: Math.min(isolates.span.maximum, demanded) + Math.min(takesBack.span.maximum, demanded),
    timers: [isolates, takesBack, ...others],
    handlers: handlersOf(scene),
    look: (turn) => {
      for (const host of scene.hosts) look(scene, turn, host);
    },
  };
}

/** The times of a watchdog. `questions` is how long its questions take if nobody answers, in milliseconds. */
function timersOf(
  settings: Watchdog,
  questions: number,
  takeBack: { readonly span: Span; readonly source: string },
): Readonly<Record<"isolates" | "takesBack", Timer>> & { readonly others: readonly Timer[] } {
  const interval = milliseconds(settings.interval);
  const announces = milliseconds(settings.announceInterval);
  const looks = (name: string, what: string, from: number, keys: readonly string[]): Timer => ({
    name,
    what,
    span: {
      minimum: from,
      typical: from + interval / 2 + questions,
      maximum: from + 2 * interval + 2 * questions + 1_000,
    },
    source: `watchdog interval ${settings.interval}, isolationTimeout ${settings.isolationTimeout}; a look takes up to ${questions / 1_000} s if nobody answers`,
    keys,
  });
  return {
    isolates: looks(
      "watchdog-isolation",
      "until a watchdog counts its host as cut off",
      milliseconds(settings.isolationTimeout),
      ["isolationTimeout", "interval"],
    ),
    takesBack: {
      name: "watchdog-take-back",
      what: "until a watchdog takes back what it has released",
      span: sum({ minimum: 0, typical: interval / 2, maximum: interval + questions }, takeBack.span),
      source: `watchdog interval ${settings.interval}; a look, and ${takeBack.source}`,
      keys: ["interval"],
    },
    others: [
      looks("watchdog-look", "until a watchdog looks again", 0, ["interval"]),
      {
        name: "watchdog-loss",
        what: "until a watchdog puts back what something else has taken off",
        span: sum({ minimum: interval, typical: 1.5 * interval, maximum: 2 * interval + questions }, takeBack.span),
        source: `watchdog interval ${settings.interval}; two looks, and ${takeBack.source}`,
        keys: ["interval"],
      },
      {
        name: "watchdog-announcement",
        what: "until a watchdog announces the virtual IP again",
        span: { minimum: 0, typical: announces / 2, maximum: announces + interval + questions },
        source: `announceInterval ${settings.announceInterval}`,
        keys: ["announceInterval"],
      },
    ],
  };
}

function handlersOf(scene: TakeoverScene): Handlers {
  return {
    [CUT_OFF]: (turn, { on }) => {
      takeoverWorldOf(turn.world).released[on] = "by its watchdog";
      release(scene, turn, on, "its watchdog reaches neither Solution Control Server nor the gateway");
    },
    [SILENT]: (turn, { on }) => {
      takeoverWorldOf(turn.world).isolated[on] = true;
    },
    [LEARNS]: (turn, { on }) => {
      const { alone } = takeoverWorldOf(turn.world);
      if (alone[on]) delete alone[on];
      else alone[on] = true;
    },
    [GIVES_WAY]: (turn, { on }) =>
      release(scene, turn, on, "its watchdog does not reach Solution Control Server, and the peer answers for it"),
    [TAKES_BACK]: (turn, { on }) => {
      delete takeoverWorldOf(turn.world).released[on];
      take(scene, turn, on, "its watchdog reaches the gateway, and nobody has it");
    },
    [ANNOUNCES]: (turn, { on }) => {
      turn.tell(on, "announces the virtual IP again", "its watchdog does from time to time");
      announce(turn, on, scene.announcement);
    },
  };
}

function look(scene: TakeoverScene, turn: Turn, host: string): void {
  const { world } = turn;
  const { released, isolated, alone } = takeoverWorldOf(world);
  const isUp = isAlive(world, host);
  const holds = isUp && hasVirtualIp(scene, world, host);
  const hasGateway =
    isSipLinked(scene, world, host) &&
    scene.topology.networks.get(scene.pair.highAvailability.network)!.gateway !== undefined;
  const hasControl = isUp && reachesControl(world, host);
  const holders = holdersOf(scene, world);
  // The hosts that answer for it, as far as this host can hear them.
  const others = isSipLinked(scene, world, host) ? holders.filter((one) => one !== host) : [];

  asLongAs(turn, holds && !hasControl && !hasGateway, "watchdog-isolation", { kind: CUT_OFF, on: host });
  asLongAs(turn, holds && !hasControl && hasGateway && !isolated[host], "watchdog-isolation", {
    kind: SILENT,
    on: host,
  });
  if (!holds || hasControl) delete isolated[host];
  if (!holds) delete alone[host];
  // Only a peer that came later has been given the role. So at a repeated announcement the watchdog finds out whether somebody else has the address.
  const isWrong = (alone[host] === true) !== (others.length === 0);
  asLongAs(turn, holds && hasControl && isWrong, "watchdog-announcement", { kind: LEARNS, on: host });
  const givesWay =
    scene.releasesToPeer && holds && hasGateway && isolated[host] === true && alone[host] === true && others.length > 0;
  asLongAs(turn, givesWay, "watchdog-look", { kind: GIVES_WAY, on: host });
  if (released[host] && others.length > 0 && hasGateway) delete released[host];
  const takesBack = isUp && released[host] !== undefined && hasGateway && others.length === 0;
  asLongAs(turn, takesBack, released[host] === "by something else" ? "watchdog-loss" : "watchdog-take-back", {
    kind: TAKES_BACK,
    on: host,
  });
  const isUnheard =
    holders.length === 1 &&
    holders[0] === host &&
    // A neighbour that has heard an announcement, and is about to follow it, needs no further one.
    Object.entries(world.neighbours).some(
      ([on, { at, learns }]) => learns && at !== host && !turn.awaits({ kind: "neighbour-learns", on, detail: host }),
    );
  asLongAs(turn, isUnheard && getsThrough(world, scene.announcement.sendsReplies), "watchdog-announcement", {
    kind: ANNOUNCES,
    on: host,
  });
}

function reachesControl(world: World, host: string): boolean {
  return othersThan(host, Object.values(world.controlServers)).some((server) => areConnected(world, host, server.host));
}
