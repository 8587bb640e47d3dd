import { milliseconds } from "../../model/duration";
import { announce, getsThrough } from "../../operation/announcement";
import { areConnected, isAlive } from "../../operation/reach";
import type { Timer } from "../../operation/timer";
import type { Handlers, Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import type { Watchdog } from "./model";
import {
  hasVirtualIp,
  holdersOf,
  isSipLinked,
  release,
  type TakeoverScene,
  type TakeoverWorld,
  take,
} from "./takeover-scene";

const CUT_OFF = "ipAddressTakeover:is-cut-off";
const SILENT = "ipAddressTakeover:is-silent";
const GIVES_WAY = "ipAddressTakeover:gives-way";
const TAKES_BACK = "ipAddressTakeover:takes-back";
const ANNOUNCES = "ipAddressTakeover:watchdog-announces";

/** The watchdog's part of the behaviour. */
export interface WatchdogBehaviour {
  readonly timers: readonly Timer[];
  readonly handlers: Handlers;
  readonly look: (turn: Turn) => void;
  /** How long a watchdog needs at most to act, in milliseconds. */
  readonly settlingTime: number;
}

/** How long two questions take that nobody answers, in milliseconds. */
const QUESTIONS = 2_000;

/** How the watchdogs of both hosts behave; nothing where none is declared. */
export function watchdogBehaviour(scene: TakeoverScene, settings: Watchdog | undefined): WatchdogBehaviour {
  if (settings === undefined) return { timers: [], handlers: {}, look: () => {}, settlingTime: 0 };
  const interval = milliseconds(settings.interval);
  const isolation = milliseconds(settings.isolationTimeout);
  const announces = milliseconds(settings.announceInterval);
  const looks = (name: string, what: string, from: number, keys: readonly string[]): Timer => ({
    name,
    what,
    span: {
      minimum: from,
      typical: from + interval / 2 + QUESTIONS,
      maximum: from + 2 * interval + 2 * QUESTIONS + 1_000,
    },
    source: `watchdog interval ${settings.interval}, isolationTimeout ${settings.isolationTimeout}; a look takes up to 2 s where nobody answers`,
    keys,
  });
  const isolates = looks("watchdog-isolation", "until a watchdog counts its host as cut off", isolation, [
    "isolationTimeout",
    "interval",
  ]);
  const looksAgain = looks("watchdog-look", "until a watchdog looks again", 0, ["interval"]);
  return {
    settlingTime: isolates.span.maximum + looksAgain.span.maximum,
    timers: [
      isolates,
      looksAgain,
      {
        name: "watchdog-announcement",
        what: "until a watchdog announces the virtual IP again",
        span: { minimum: 0, typical: announces / 2, maximum: announces + interval + QUESTIONS },
        source: `announceInterval ${settings.announceInterval}`,
        keys: ["announceInterval"],
      },
    ],
    handlers: {
      [CUT_OFF]: (turn, { on }) => {
        (turn.world.option as TakeoverWorld).released[on] = true;
        release(scene, turn, on, "its watchdog reaches neither Solution Control Server nor the gateway");
      },
      [SILENT]: (turn, { on }) => {
        (turn.world.option as TakeoverWorld).isolated[on] = true;
      },
      [GIVES_WAY]: (turn, { on }) =>
        release(scene, turn, on, "its watchdog does not reach Solution Control Server, and the peer answers for it"),
      [TAKES_BACK]: (turn, { on }) => {
        delete (turn.world.option as TakeoverWorld).released[on];
        take(scene, turn, on, "its watchdog reaches the gateway again, and nobody has it");
      },
      [ANNOUNCES]: (turn, { on }) => {
        turn.tell(on, "announces the virtual IP again", "its watchdog does from time to time");
        announce(turn, on, scene.announcement);
      },
    },
    look: (turn) => {
      for (const host of scene.hosts) look(scene, turn, host);
    },
  };
}

function look(scene: TakeoverScene, turn: Turn, host: string): void {
  const { world } = turn;
  const { released, isolated } = world.option as TakeoverWorld;
  const isUp = isAlive(world, host);
  const holds = isUp && hasVirtualIp(scene, world, host);
  const hasGateway =
    isSipLinked(scene, world, host) &&
    scene.topology.networks.get(scene.pair.highAvailability.network)!.gateway !== undefined;
  const hasControl = isUp && reachesControl(world, host);
  const holders = holdersOf(scene, world);
  const others = holders.filter((one) => one !== host);

  when(turn, { kind: CUT_OFF, on: host }, "watchdog-isolation", holds && !hasControl && !hasGateway);
  when(turn, { kind: SILENT, on: host }, "watchdog-isolation", holds && !hasControl && hasGateway && !isolated[host]);
  if (!holds || hasControl) delete isolated[host];
  const givesWay = holds && isolated[host] === true && others.length > 0 && isSipLinked(scene, world, host);
  when(turn, { kind: GIVES_WAY, on: host }, "watchdog-look", givesWay);
  if (released[host] && others.length > 0 && hasGateway) delete released[host];
  when(
    turn,
    { kind: TAKES_BACK, on: host },
    "watchdog-look",
    isUp && released[host] === true && hasGateway && others.length === 0,
  );
  const isUnheard =
    holders.length === 1 &&
    holders[0] === host &&
    Object.values(world.neighbours).some(({ at, learns }) => learns && at !== host);
  when(
    turn,
    { kind: ANNOUNCES, on: host },
    "watchdog-announcement",
    isUnheard && getsThrough(world, scene.announcement.sendsReplies),
  );
}

/** Lets something happen as long as a condition holds without a break. */
function when(
  turn: Turn,
  happening: { readonly kind: string; readonly on: string },
  timer: string,
  holds: boolean,
): void {
  if (!holds) turn.cancel(happening);
  else if (!turn.awaits(happening)) turn.after(timer, happening);
}

function reachesControl(world: World, host: string): boolean {
  return Object.values(world.controlServers).some((server) => areConnected(world, host, server.host));
}
