import { milliseconds } from "../../model/duration";
import { asLongAs } from "../../operation/as-long-as";
import type { Timer } from "../../operation/timer";
import type { Handlers, Turn } from "../../operation/turn";
import type { SipProxy } from "./model";
import { hears, type ProxyPlace, type ProxyScene, proxyWorldOf } from "./pool-scene";

const STARTS = "sipProxy:proxy-starts";
const NOTICES = "sipProxy:proxy-notices";
const FINDS = "sipProxy:proxy-finds";

/** The times of the proxies (facts `sip-proxy-detection` and `sip-proxy-detection-bound`). */
export function proxyTimers({ oosCheck, oosForce }: SipProxy): Timer[] {
  const check = milliseconds(oosCheck);
  const force = milliseconds(oosForce);
  return [
    {
      name: "proxy-notices",
      what: "until a proxy notices that the server it sends to no longer answers",
      // A request from the backup shows it at once, even before the proxy's own question.
      span: { minimum: 0, typical: 1.5 * check, maximum: 2 * check },
      source: `oosCheck ${oosCheck}: up to one until it asks, one without an answer (deduced); at once if the new primary sends it a request (documented)`,
      keys: ["oosCheck"],
    },
    {
      name: "proxy-finds",
      what: "until a proxy that looks for the primary has asked the server that answers",
      span: { minimum: 0, typical: force, maximum: 2 * force },
      source: `oosForce ${oosForce}: it asks both servers in turn, one for each oosForce (documented)`,
      keys: ["oosForce"],
    },
    {
      name: "proxy-start",
      what: "until a proxy runs that can be started again",
      span: { minimum: 1_000, typical: 10_000, maximum: 120_000 },
      source: "an allowance; nothing was measured for it",
      keys: [],
    },
  ];
}

/** Handlers for what happens to the proxies. */
export function proxyHandlers(scene: ProxyScene): Handlers {
  return {
    [STARTS]: (turn, { on }) => {
      const state = proxyWorldOf(turn.world).proxies[on]!;
      state.running = true;
      // The proxy first asks the server that is configured as primary (documented).
      state.serves = turn.world.declared.primary;
      turn.tell(on, "runs", "its agent has started it");
    },
    [NOTICES]: (turn, { on }) => {
      const state = proxyWorldOf(turn.world).proxies[on]!;
      turn.tell(on, "looks for the primary", `${state.serves} does not answer its OPTIONS`);
      state.serves = undefined;
    },
    [FINDS]: (turn, { on }) => {
      const heard = scene.servers
        .map(({ application }) => application)
        .filter((one) => hears(scene, turn.world, on, one));
      // If both answer, the proxy may have asked the wrong one first.
      const found = heard.find((one) => turn.world.servers[one]!.role !== "primary") ?? heard[0];
      proxyWorldOf(turn.world).proxies[on]!.serves = found;
      turn.tell(on, `sends to ${found}`, "it answers OPTIONS");
      turn.reached("neighbour-updated");
    },
  };
}

/** What each proxy does in the present state of the world. */
export function lookAtProxies(scene: ProxyScene, turn: Turn): void {
  for (const place of scene.proxies.values()) lookAtProxy(scene, turn, place);
}

function lookAtProxy(scene: ProxyScene, turn: Turn, { application: on, host }: ProxyPlace): void {
  const { world } = turn;
  const state = proxyWorldOf(world).proxies[on]!;
  const isPowered = world.hosts[host]!.power === "on";
  if (!isPowered) state.running = false;
  if (!state.running) state.serves = undefined;
  asLongAs(turn, isPowered && !state.running && !state.isBroken, "proxy-start", { kind: STARTS, on });
  // A proxy without a network gets no answer, which it notices as well; a frozen proxy notices nothing.
  const isAwake = isPowered && state.running && !world.hosts[host]!.stunned;
  const isSearching = state.serves === undefined;
  const isUnheard = isAwake && !isSearching && !hears(scene, world, on, state.serves!);
  asLongAs(turn, isUnheard, "proxy-notices", { kind: NOTICES, on });
  const isAnswered =
    isAwake && isSearching && scene.servers.some(({ application }) => hears(scene, world, on, application));
  asLongAs(turn, isAnswered, "proxy-finds", { kind: FINDS, on });
}
