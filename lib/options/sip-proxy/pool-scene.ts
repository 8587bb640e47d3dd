import { isLinked } from "../../operation/reach";
import { silenceOf } from "../../operation/silence";
import type { World } from "../../operation/world";
import type { EndpointClass } from "./model";

/** A SIP Proxy at work. */
export interface ProxyState {
  running: boolean;
  /** Whether it cannot be started. */
  isBroken: boolean;
  /** Whether no answer to its OPTIONS reaches it. */
  isDeaf: boolean;
  /** The server that the proxy takes for the primary; undefined while it looks for one. */
  serves: string | undefined;
}

/** Callers of one kind. */
export interface CallerState {
  /** The proxies that they know, in the order of their records. */
  knows: readonly string[];
  /** The proxy that they use, by the proxy to which chance led them; undefined while they know none. */
  readonly uses: Record<string, string | undefined>;
}

/** What the pool, its records and its callers do. */
export interface ProxyWorld {
  /** By application. */
  readonly proxies: Record<string, ProxyState>;
  /** Whether each name server answers. */
  readonly nameServers: Record<string, boolean>;
  /** The proxies that the records lead to. */
  records: readonly string[];
  /** Whether an operator removes the records of a lost proxy, as the runbook says. */
  recordsAreKept: boolean;
  /** Whether a backup answers OPTIONS as the primary does; this is not known of a real one. */
  backupAnswers: boolean;
  readonly callers: Partial<Record<EndpointClass, CallerState>>;
}

/** A proxy, as far as the simulation needs it. */
export interface ProxyPlace {
  readonly application: string;
  readonly host: string;
  readonly sipInterface: string;
}

/** What the parts of the behaviour share. */
export interface ProxyScene {
  /** By application, in the order of the declaration. */
  readonly proxies: ReadonlyMap<string, ProxyPlace>;
  /** The two servers, the declared primary first, with the interface of each server's host that faces the proxies. */
  readonly servers: readonly { readonly application: string; readonly sipInterface: string }[];
  readonly kinds: readonly EndpointClass[];
  readonly nameServers: readonly string[];
  /** Whether callers use connections alone, which show them at once that a process has ended. */
  readonly isConnected: boolean;
}

export function proxyWorldOf(world: World): ProxyWorld {
  return world.option as ProxyWorld;
}

/** Why a proxy takes nothing, as a clause in which `it` is the proxy; undefined if it does. */
export function silenceOfProxy({ proxies }: ProxyScene, world: World, application: string): string | undefined {
  const { host, sipInterface } = proxies.get(application)!;
  if (world.hosts[host]!.power !== "on" || world.hosts[host]!.stunned) return `${host} does not run`;
  if (!isLinked(world, host, sipInterface)) return `the SIP interface of ${host} is cut off`;
  return proxyWorldOf(world).proxies[application]!.running ? undefined : "it does not run";
}

/** Why a call that comes to a proxy is not answered, as a clause in which `it` is the proxy; undefined if it is answered. */
export function silenceBehind(scene: ProxyScene, world: World, application: string): string | undefined {
  const silence = silenceOfProxy(scene, world, application);
  if (silence !== undefined) return silence;
  const { serves } = proxyWorldOf(world).proxies[application]!;
  if (serves === undefined) return "it looks for the primary";
  const behind = silenceOf(world, serves, interfaceOf(scene, serves));
  return behind && `it sends to ${serves}, and ${behind}`;
}

/** Whether a proxy would get an answer from a server if it asked now. */
export function hears(scene: ProxyScene, world: World, proxy: string, server: string): boolean {
  const { proxies, backupAnswers } = proxyWorldOf(world);
  if (proxies[proxy]!.isDeaf || silenceOfProxy(scene, world, proxy) !== undefined) return false;
  const { host, process, role } = world.servers[server]!;
  return (
    isLinked(world, host, interfaceOf(scene, server)) &&
    process === "running" &&
    (role === "primary" || (backupAnswers && role === "backup"))
  );
}

/** Whether any name server answers. */
export function isDnsUp(world: World): boolean {
  const { nameServers } = proxyWorldOf(world);
  for (const name in nameServers) if (nameServers[name]) return true;
  return false;
}

function interfaceOf({ servers }: ProxyScene, server: string): string {
  return servers.find(({ application }) => application === server)!.sipInterface;
}
