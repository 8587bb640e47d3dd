import type { Topology } from "../../model/topology";
import { type Announcement, announce } from "../../operation/announcement";
import { isLinked } from "../../operation/reach";
import type { Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import type { TakeoverPair } from "./model";

/** What happens to the virtual IP beyond the addresses of the hosts. */
export interface TakeoverWorld {
  /** Hosts whose system has found that another one uses the address, and therefore does not use it itself. */
  readonly duplicates: Record<string, boolean>;
  /** Hosts whose watchdog has released the virtual IP, as long as no script has run there since. */
  readonly released: Record<string, boolean>;
  /** Hosts whose watchdog has heard nothing of Solution Control Server for `isolationTimeout`. */
  readonly isolated: Record<string, boolean>;
  /** Whether a machine that is no part of the pair has the virtual IP as well. */
  stranger: boolean;
  /** Whether the switch shuts ports at the declared limit, and the hosts whose port it has shut. */
  limitEnforced: boolean;
  readonly shutPorts: Record<string, boolean>;
}

/** What the parts of the behaviour have in common. */
export interface TakeoverScene {
  readonly topology: Topology;
  readonly pair: TakeoverPair;
  readonly virtualIp: string;
  /** The two hosts, the primary's first. */
  readonly hosts: readonly [string, string];
  /** The interface of each that the virtual IP is put on. */
  readonly sipInterfaces: Readonly<Record<string, string>>;
  readonly announcement: Announcement;
}

/** A machine that has the virtual IP by somebody's mistake. */
export const STRANGER = "a stranger";

/** A further round of announcements. */
export const ANNOUNCEMENT_ROUND = "ipAddressTakeover:announces-again";
/** The script looks half a second after each round; who was there from the start is waited for, who comes later has taken over. */
const GIVES_WAY_LATER = "gives way";

/** Hosts that answer for the virtual IP: the kernel does, whatever else runs there. */
export function holdersOf({ hosts, virtualIp, sipInterfaces }: TakeoverScene, world: World): string[] {
  const { duplicates, stranger } = world.option as TakeoverWorld;
  const holders = hosts.filter(
    (host) =>
      world.hosts[host]!.addresses.includes(virtualIp) &&
      !duplicates[host] &&
      isLinked(world, host, sipInterfaces[host]!),
  );
  return stranger ? [...holders, STRANGER] : holders;
}

/** Whether the virtual IP is on the host, usable or not. */
export function hasVirtualIp({ virtualIp }: TakeoverScene, world: World, host: string): boolean {
  return world.hosts[host]!.addresses.includes(virtualIp);
}

/** Whether packets reach the host by its SIP interface. */
export function isSipLinked({ sipInterfaces }: TakeoverScene, world: World, host: string): boolean {
  return isLinked(world, host, sipInterfaces[host]!);
}

/** Takes the virtual IP off a host. */
export function release(scene: TakeoverScene, turn: Turn, host: string, why: string): void {
  const state = turn.world.hosts[host]!;
  const { duplicates } = turn.world.option as TakeoverWorld;
  delete duplicates[host];
  if (!state.addresses.includes(scene.virtualIp)) return;
  state.addresses = state.addresses.filter((address) => address !== scene.virtualIp);
  turn.cancel({ kind: ANNOUNCEMENT_ROUND, on: host });
  turn.tell(host, `releases ${scene.virtualIp}`, why);
}

/** Puts the virtual IP on a host, and announces it. */
export function take(scene: TakeoverScene, turn: Turn, host: string, why: string): void {
  const state = turn.world.hosts[host]!;
  const others = holdersOf(scene, turn.world).filter((one) => one !== host);
  if (!state.addresses.includes(scene.virtualIp)) {
    state.addresses = [...state.addresses, scene.virtualIp];
    turn.tell(host, `takes ${scene.virtualIp}`, why);
  }
  startAnnouncing(scene, turn, host, others.length > 0);
}

/** The first round of announcements, and the order for the others. */
export function startAnnouncing(scene: TakeoverScene, turn: Turn, host: string, isContested: boolean): void {
  const { announcements } = scene.pair.highAvailability;
  turn.cancel({ kind: ANNOUNCEMENT_ROUND, on: host });
  if (!isSipLinked(scene, turn.world, host)) return;
  announce(turn, host, scene.announcement);
  if (announcements > 1)
    turn.in(1_000, {
      kind: ANNOUNCEMENT_ROUND,
      on: host,
      detail: `${announcements - 1} ${isContested ? "contested" : GIVES_WAY_LATER}`,
    });
}

/** One of the later rounds. */
export function announceAgain(scene: TakeoverScene, turn: Turn, host: string, detail: string): void {
  const { world } = turn;
  if (!hasVirtualIp(scene, world, host) || !isSipLinked(scene, world, host)) return;
  const [rounds, ...manner] = detail.split(" ");
  const others = holdersOf(scene, world).filter((one) => one !== host);
  const isContested = manner.join(" ") !== GIVES_WAY_LATER;
  if (others.length > 0 && !isContested && scene.pair.highAvailability.conflictPolicy === "take-at-once") {
    turn.tell(host, "stops announcing", `${others.join(" and ")} has taken over`);
    return;
  }
  announce(turn, host, scene.announcement);
  const left = Number(rounds) - 1;
  if (left > 0)
    turn.in(1_000, {
      kind: ANNOUNCEMENT_ROUND,
      on: host,
      detail: `${left} ${others.length > 0 ? "contested" : GIVES_WAY_LATER}`,
    });
}
