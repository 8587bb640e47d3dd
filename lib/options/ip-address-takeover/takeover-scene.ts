import type { Topology } from "../../model/topology";
import { type Announcement, announce } from "../../operation/announcement";
import { isLinked } from "../../operation/reach";
import type { Turn } from "../../operation/turn";
import type { World } from "../../operation/world";
import { conductOf, type TakeoverPair } from "./model";

/** What happens to the virtual IP beyond the addresses of the hosts. */
export interface TakeoverWorld {
  /** Hosts that have lost the virtual IP by something other than a run of the script, as long as the script has not run there since. */
  readonly released: Record<string, "by its watchdog" | "by something else">;
  /** Hosts whose watchdog has heard nothing of Solution Control Server for `isolationTimeout`. */
  readonly isolated: Record<string, boolean>;
  /** Hosts whose watchdog knows that nobody else had the virtual IP while the Management Layer was there. */
  readonly alone: Record<string, boolean>;
  /** Whether a machine that is not part of the pair has the virtual IP as well. */
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
  /** The two hosts, the primary's host first. */
  readonly hosts: readonly [string, string];
  /** The interface of each host that the virtual IP is put on. */
  readonly sipInterfaces: Readonly<Record<string, string>>;
  /** Whether a watchdog that has lost Solution Control Server alone releases the virtual IP to the peer. */
  readonly releasesToPeer: boolean;
  readonly announcement: Announcement;
  /** How many packets ask for other holders in the second before the virtual IP is taken. */
  readonly packetsBeforeTaking: number;
}

/** A machine that has the virtual IP by somebody's mistake. */
export const STRANGER = "a stranger";

/** A further round of announcements. */
export const ANNOUNCEMENT_ROUND = "ipAddressTakeover:announces-again";

/**
 * What an announcing host has seen of other holders: one at its last look; none at its last look; none at its last two looks. In the last case a
 * holder that comes later has taken over.
 */
type Seen = "contested" | "quiet" | "alone";

export function takeoverWorldOf(world: World): TakeoverWorld {
  return world.option as TakeoverWorld;
}

/** Hosts that answer for the virtual IP: the kernel does, whatever else runs there. */
export function holdersOf(scene: TakeoverScene, world: World): string[] {
  const holders: string[] = scene.hosts.filter((host) => answers(scene, world, host));
  if (takeoverWorldOf(world).stranger) holders.push(STRANGER);
  return holders;
}

/** Whether the host answers for the virtual IP. */
export function answers({ virtualIp, sipInterfaces }: TakeoverScene, world: World, host: string): boolean {
  return world.hosts[host]!.addresses.includes(virtualIp) && isLinked(world, host, sipInterfaces[host]!);
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
    const asked = { at: turn.world.now, host, packets: scene.packetsBeforeTaking };
    if (asked.packets > 0) turn.world.announcements = [...turn.world.announcements, asked];
  }
  startAnnouncing(scene, turn, host, others.length > 0);
}

/** The first round of announcements, and the order for the others. */
export function startAnnouncing(scene: TakeoverScene, turn: Turn, host: string, isContested: boolean): void {
  turn.cancel({ kind: ANNOUNCEMENT_ROUND, on: host });
  announceRound(scene, turn, host, scene.pair.highAvailability.announcements, isContested ? "contested" : "quiet");
}

/** One of the later rounds; the detail is the number of rounds that are left, and what was seen at the last one. */
export function announceAgain(scene: TakeoverScene, turn: Turn, host: string, detail: string): void {
  const { world } = turn;
  if (!hasVirtualIp(scene, world, host)) return;
  const others = holdersOf(scene, world).filter((one) => one !== host);
  const [rounds, before] = detail.split(" ") as [string, Seen];
  // A holder that was there from the start has yet to release; a holder that comes later has taken over.
  if (watchesOthers(scene) && others.length > 0 && before === "alone") {
    turn.tell(host, "stops announcing", `${others.join(" and ")} has taken over`);
    return;
  }
  announceRound(scene, turn, host, Number(rounds), seenNow(before, others.length > 0));
}

/** One answer may be lost, so it takes two looks in a row to know that nobody else has it. */
function seenNow(before: Seen, isContested: boolean): Seen {
  if (isContested) return "contested";
  return before === "contested" ? "quiet" : "alone";
}

function announceRound(scene: TakeoverScene, turn: Turn, host: string, rounds: number, seen: Seen): void {
  const { world } = turn;
  if (!isSipLinked(scene, world, host)) return;
  announce(turn, host, scene.announcement);
  // All neighbours already know what the further rounds would say, and the first host that takes over ends them.
  const isKnown = watchesOthers(scene) && seen === "alone" && areAllAt(world, host);
  if (rounds > 1 && !isKnown) turn.in(1_000, { kind: ANNOUNCEMENT_ROUND, on: host, detail: `${rounds - 1} ${seen}` });
}

/** Whether the script looks for other holders between its rounds. */
function watchesOthers({ pair }: TakeoverScene): boolean {
  return !conductOf(pair.highAvailability.conflictPolicy).asksFirst;
}

function areAllAt({ neighbours }: World, host: string): boolean {
  for (const name in neighbours) if (neighbours[name]!.at !== host) return false;
  return true;
}
