import { milliseconds } from "../../model/duration";
import { asLongAs } from "../../operation/as-long-as";
import type { Timer } from "../../operation/timer";
import type { Handlers, Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import type { EndpointClass, SipProxy } from "./model";
import { isDnsUp, type ProxyScene, proxyWorldOf, silenceOfProxy } from "./pool-scene";

const TAKEN_OUT = "sipProxy:record-taken-out";
const PUT_BACK = "sipProxy:record-put-back";
const RENEWED = "sipProxy:records-renewed";
const RUN_OUT = "sipProxy:records-run-out";

/** The longest time until an operator has changed the records of a lost proxy, in milliseconds. */
const LONGEST_CHANGE = 3_600_000;

/** How callers get their records. */
const TTL_TIMERS: Readonly<Record<EndpointClass, "record-ttl" | "address-ttl" | undefined>> = {
  srv: "record-ttl",
  address: "address-ttl",
  // Records that are configured in the phone follow no change of DNS.
  "static-cache": undefined,
  "session-border-controller": "record-ttl",
};

/** The name of callers of a kind. */
export const CALLER_TITLES: Readonly<Record<EndpointClass, string>> = {
  srv: "an endpoint that resolves SRV",
  address: "an endpoint that resolves addresses",
  "static-cache": "a phone with records of its own",
  "session-border-controller": "a session border controller",
};

/** The times of the records. */
export function recordTimers({ recordTtl, addressTtl }: SipProxy): Timer[] {
  const ttl = (name: string, key: "recordTtl" | "addressTtl", value: SipProxy["recordTtl"]): Timer => ({
    name,
    what: "until a caller's copy of the records has run out",
    span: { minimum: 0, typical: milliseconds(value) / 2, maximum: milliseconds(value) },
    source: `${key} ${value}, if the caller keeps to it`,
    keys: [key],
  });
  return [
    ttl("record-ttl", "recordTtl", recordTtl),
    ttl("address-ttl", "addressTtl", addressTtl),
    {
      name: "record-change",
      what: "until somebody has taken a lost proxy out of DNS, as the runbook says, or put it back",
      span: { minimum: 60_000, typical: 900_000, maximum: LONGEST_CHANGE },
      source: "an allowance; it is a person's work",
      keys: [],
    },
    {
      name: "records-asked",
      what: "until a caller without records has them",
      span: { minimum: 0, typical: 50, maximum: 5_000 },
      source: "an allowance; phones whose records have run out may wait for minutes (told by their vendor)",
      keys: [],
    },
  ];
}

/** The longest time until a lost proxy is in no answer and in no copy any more, in milliseconds, with a second to spare. */
export function recordsFollow({ recordTtl, addressTtl }: SipProxy): number {
  return LONGEST_CHANGE + 1_000 + Math.max(milliseconds(recordTtl), milliseconds(addressTtl));
}

/** Handlers for what happens to the records and to the callers' copies of them. */
export function recordHandlers(scene: ProxyScene): Handlers {
  return {
    [TAKEN_OUT]: (turn, { on }) => {
      const state = proxyWorldOf(turn.world);
      state.records = state.records.filter((one) => one !== on);
      turn.tell("operator", `takes ${on} out of DNS`, "it stays away");
    },
    [PUT_BACK]: (turn, { on }) => {
      const state = proxyWorldOf(turn.world);
      state.records = [...scene.proxies.keys()].filter((one) => one === on || state.records.includes(one));
      turn.tell("operator", `puts ${on} back into DNS`, "it runs again");
    },
    [RENEWED]: (turn, { on }) => {
      const state = proxyWorldOf(turn.world);
      const caller = state.callers[on as EndpointClass]!;
      caller.knows = [...state.records];
      turn.tell(
        CALLER_TITLES[on as EndpointClass],
        `knows ${caller.knows.join(" and ")}`,
        "it has asked a name server",
      );
    },
    [RUN_OUT]: (turn, { on }) => {
      proxyWorldOf(turn.world).callers[on as EndpointClass]!.knows = [];
      const why = "its copy has run out, and no name server answers";
      turn.tell(CALLER_TITLES[on as EndpointClass], "knows no proxy any more", why);
    },
  };
}

/** What happens to the records and the copies in the present state of the world. */
export function lookAtRecords(scene: ProxyScene, turn: Turn): void {
  const { world } = turn;
  const { records, recordsAreKept, callers } = proxyWorldOf(world);
  const isUp = isDnsUp(world);
  const isAlive = (one: string) => silenceOfProxy(scene, world, one) === undefined;
  for (const on of scene.proxies.keys()) {
    const isListed = records.includes(on);
    // The last records stay: an answer without any proxy helps nobody.
    const isStale = isListed && !isAlive(on) && records.some(isAlive);
    asLongAs(turn, recordsAreKept && isUp && isStale, "record-change", { kind: TAKEN_OUT, on });
    asLongAs(turn, isUp && !isListed && isAlive(on), "record-change", { kind: PUT_BACK, on });
  }
  for (const on of scene.kinds) {
    const ttl = TTL_TIMERS[on];
    if (ttl === undefined) continue;
    const { knows } = callers[on]!;
    const isOld = knows.length !== records.length || knows.some((one) => !records.includes(one));
    const asks = knows.length === 0 ? "records-asked" : ttl;
    asLongAs(turn, isUp && isOld, asks, { kind: RENEWED, on });
    // A session border controller goes on with the targets that it watches.
    const needsDns = on !== "session-border-controller";
    asLongAs(turn, !isUp && knows.length > 0 && needsDns, ttl, { kind: RUN_OUT, on });
  }
}

/** The proxies in the answers of name servers, or in the copies of those who have asked them. */
export function answeredProxies(scene: ProxyScene, world: World): string[] {
  const { records, callers } = proxyWorldOf(world);
  const copies = scene.kinds.filter((kind) => TTL_TIMERS[kind] !== undefined).flatMap((kind) => callers[kind]!.knows);
  return [...new Set([...(isDnsUp(world) ? records : []), ...copies])];
}
