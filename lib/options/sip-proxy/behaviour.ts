import { milliseconds } from "../../model/duration";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { Behaviour, Service } from "../../operation/behaviour";
import { isLinked } from "../../operation/reach";
import { watchesSip } from "../../operation/sip-traffic-monitoring";
import type { World } from "../../operation/world";
import { CALLER_TIMERS, callerHandlers, longestSearch, lookAtCallers, silenceOfCallers } from "./caller-behaviour";
import { type ProxiedPair, proxyInterface, serverInterface, transportsOf } from "./model";
import { poolFaults } from "./pool-faults";
import { type ProxyScene, type ProxyWorld, proxyWorldOf, silenceBehind, silenceOfProxy } from "./pool-scene";
import { lookAtProxies, proxyHandlers, proxyTimers } from "./proxy-behaviour";
import { answeredProxies, lookAtRecords, recordHandlers, recordsFollow, recordTimers } from "./record-behaviour";

/** How a pool of SIP Proxies behaves: each proxy finds the primary by OPTIONS; callers find the proxies by DNS and try the next one by themselves. */
export function sipProxyBehaviour(topology: Topology, pair: ProxiedPair): Behaviour {
  const pool = pair.highAvailability;
  const scene = sceneOf(topology, pair);
  const names = [...scene.proxies.keys()];
  return {
    timers: [...proxyTimers(pool), ...recordTimers(pool), ...CALLER_TIMERS],
    hosts: [...new Set(pool.proxies.map(({ host }) => host))],
    neighbours: [],
    callerTransports: transportsOf(pair),
    begin: () => begin(scene, pair.primary.application),
    handlers: { ...proxyHandlers(scene), ...recordHandlers(scene), ...callerHandlers },
    look: (turn) => {
      lookAtProxies(scene, turn);
      lookAtRecords(scene, turn);
      lookAtCallers(scene, turn);
    },
    booted: () => {},
    isAvailable: (world, application) =>
      !watchesSip(pair) ||
      scene.servers.some(
        (one) => one.application === application && isLinked(world, world.servers[application]!.host, one.sipInterface),
      ),
    service: (world) => serviceOf(scene, world),
    views: {
      records: (world) => ({
        answered: answeredProxies(scene, world),
        alive: names.filter((name) => silenceOfProxy(scene, world, name) === undefined),
      }),
      recordsFollow: recordsFollow(pool),
      connections: (world) => Object.fromEntries(names.map((name) => [name, connectionsTo(scene, world, name)])),
    },
    settlingTime: 2 * milliseconds(pool.oosCheck) + 2 * milliseconds(pool.oosForce) + longestSearch(scene),
    faults: poolFaults(scene),
  };
}

/** The checks have made sure that each host has an interface for SIP. */
function sceneOf(topology: Topology, pair: ProxiedPair): ProxyScene {
  const { proxies, endpoints, nameServers } = pair.highAvailability;
  return {
    proxies: new Map(
      proxies.map((proxy) => {
        const { application, host } = proxy;
        return [application, { application, host, sipInterface: proxyInterface(topology, proxy)!.name }];
      }),
    ),
    servers: serversOf(pair).map((server) => ({
      application: server.application,
      sipInterface: serverInterface(topology, pair, server)!.name,
    })),
    // If nobody has declared what uses the pool, it is what the pool is made for.
    kinds: endpoints.length === 0 ? ["srv"] : [...new Set(endpoints)],
    nameServers: nameServers.length === 0 ? ["the name server"] : nameServers,
    isConnected: !transportsOf(pair).includes("udp"),
  };
}

function begin({ proxies, nameServers, kinds }: ProxyScene, primary: string): ProxyWorld {
  const names = [...proxies.keys()];
  return {
    proxies: Object.fromEntries(
      names.map((name) => [name, { running: true, isBroken: false, isDeaf: false, serves: primary }]),
    ),
    nameServers: Object.fromEntries(nameServers.map((name) => [name, true])),
    records: names,
    recordsAreKept: true,
    backupAnswers: false,
    callers: Object.fromEntries(
      kinds.map((kind) => [kind, { knows: names, uses: Object.fromEntries(names.map((name) => [name, name])) }]),
    ),
  };
}

/** A proxy to which callers are connected; undefined if it has ended, or if they have gone on to another one. */
function connectionsTo({ proxies, kinds }: ProxyScene, world: World, name: string): string | undefined {
  const { proxies: states, callers } = proxyWorldOf(world);
  const isThere = states[name]!.running && world.hosts[proxies.get(name)!.host]!.power === "on";
  const isLeft = kinds.some((kind) => {
    const used = callers[kind]!.uses[name];
    return used !== undefined && used !== name;
  });
  return isThere && !isLeft ? name : undefined;
}

/** The fate of the next call of any caller, of whatever kind, and whichever proxy chance leads it to first. */
function serviceOf(scene: ProxyScene, world: World): Service {
  const silence = silenceOfCallers(scene, world);
  const { callers, proxies } = proxyWorldOf(world);
  if (silence !== undefined) {
    // A caller with a call has the address of its proxy: callers look up a name only for a new call.
    const isOfNames = [...scene.proxies.keys()].every((one) => silenceBehind(scene, world, one) === undefined);
    return { by: undefined, because: silence, underWay: isOfNames ? Object.values(proxies)[0]!.serves : undefined };
  }
  const used = Object.values(callers[scene.kinds[0]!]!.uses)[0]!;
  const by = proxies[used]!.serves!;
  return { by, because: `${used} sends to ${by}` };
}
