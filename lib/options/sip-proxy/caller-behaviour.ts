import { asLongAs } from "../../operation/as-long-as";
import { isLinked } from "../../operation/reach";
import type { Timer } from "../../operation/timer";
import type { Handlers, Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import type { EndpointClass } from "./model";
import { type ProxyScene, proxyWorldOf, silenceBehind } from "./pool-scene";
import { CALLER_TITLES } from "./record-behaviour";
import { TRANSACTION_TIMEOUT } from "./timing";

const GOES_ON = "sipProxy:caller-goes-on";
/** In milliseconds. */
const LONGEST_WATCH = 60_000;

/** The times of callers. */
export const CALLER_TIMERS: readonly Timer[] = [
  {
    name: "next-target",
    what: "until a caller whose proxy is silent tries the next one",
    // A running host reports at once that nothing listens on the port.
    span: { minimum: 0, typical: 4_000, maximum: TRANSACTION_TIMEOUT },
    source: "RFC 3261, timers B and F: 32 s; that equipment gives up earlier if another target is left is an allowance",
    keys: [],
  },
  {
    name: "target-watch",
    what: "until a session border controller notices that a target is silent",
    span: { minimum: 0, typical: 30_000, maximum: LONGEST_WATCH },
    source: "an allowance; it is a setting of the equipment",
    keys: [],
  },
];

/** The longest time until callers have tried all proxies of a pool, in milliseconds. */
export function longestSearch({ proxies, kinds }: ProxyScene): number {
  const each = kinds.includes("session-border-controller") ? LONGEST_WATCH : TRANSACTION_TIMEOUT;
  return (proxies.size - 1) * each;
}

/** What callers do. */
export const callerHandlers: Handlers = {
  [GOES_ON]: (turn, { on, detail }) => {
    const kind = on as EndpointClass;
    const { knows, uses } = proxyWorldOf(turn.world).callers[kind]!;
    const from = uses[detail!]!;
    const next = knows[(knows.indexOf(from) + 1) % knows.length]!;
    uses[detail!] = next;
    turn.tell(CALLER_TITLES[kind], `goes on to ${next}`, `${from} is silent`);
  },
};

/** What callers do in the present state of the world. */
export function lookAtCallers(scene: ProxyScene, turn: Turn): void {
  for (const kind of scene.kinds) for (const home of scene.proxies.keys()) lookAtCaller(scene, turn, kind, home);
}

function lookAtCaller(scene: ProxyScene, turn: Turn, kind: EndpointClass, home: string): void {
  const { world } = turn;
  const { knows, uses } = proxyWorldOf(world).callers[kind]!;
  const works = (proxy: string) => silenceBehind(scene, world, proxy) === undefined;
  if (uses[home] === undefined || !knows.includes(uses[home])) uses[home] = knows.includes(home) ? home : knows[0];
  const goesOn = { kind: GOES_ON, on: kind, detail: home };
  const used = uses[home];
  if (used !== undefined && works(used)) {
    turn.cancel(goesOn);
    // Meanwhile chance leads other callers to the home proxy again.
    if (used !== home && knows.includes(home) && works(home)) uses[home] = home;
    return;
  }
  // A caller that resolves addresses alone stays with the address that it has.
  const hasNext = used !== undefined && kind !== "address" && knows.some(works);
  asLongAs(turn, hasNext, timerOf(scene, world, kind, used), goesOn);
}

function timerOf(scene: ProxyScene, world: World, kind: EndpointClass, used: string | undefined): string {
  if (kind === "session-border-controller") return "target-watch";
  const place = used === undefined ? undefined : scene.proxies.get(used);
  const isClosed =
    place !== undefined &&
    isLinked(world, place.host, place.sipInterface) &&
    !proxyWorldOf(world).proxies[place.application]!.running;
  return scene.isConnected && isClosed ? "connection-loss-detection" : "next-target";
}

/** Why a caller finds nobody; undefined if every caller is answered. */
export function silenceOfCallers(scene: ProxyScene, world: World): string | undefined {
  const { callers } = proxyWorldOf(world);
  for (const kind of scene.kinds)
    for (const home of scene.proxies.keys()) {
      const used = callers[kind]!.uses[home];
      if (used === undefined) return `${CALLER_TITLES[kind]} knows no proxy`;
      const silence = silenceBehind(scene, world, used);
      if (silence !== undefined) return `${CALLER_TITLES[kind]} uses ${used}: ${silence}`;
    }
  return undefined;
}
