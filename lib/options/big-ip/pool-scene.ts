import type { Transport } from "../../model/pair";
import { silenceOf } from "../../operation/silence";
import type { World } from "../../operation/world";
import { type Distribution, type FlowRule, UNTOLD } from "./distribution";

/** The units of a redundant pair of devices, by their state at the beginning; a single device is `active`. */
export type Unit = "active" | "standby";

/** What the device knows and does. */
export interface PoolWorld {
  readonly units: Partial<Record<Unit, "on" | "off" | "starting">>;
  /** The unit that has the virtual IP; undefined if no unit has it. */
  serving: Unit | undefined;
  /** Whether the monitor has found a member up, by application. */
  readonly up: Record<string, boolean>;
  /** What the monitor finds: the members that answer; or all members up or down, whatever they do. */
  monitor: "answers" | "all-up" | "all-down";
  /** Whether the device keeps flows by the defaults of AS3. */
  keepsFlows: boolean;
  /** The member, by application, to which a caller who sends all the time is bound, by transport; undefined if to none. */
  readonly flows: Partial<Record<Transport, string | undefined>>;
}

/** What the parts of the behaviour share. */
export interface PoolScene {
  readonly device: string;
  readonly isRedundant: boolean;
  readonly transports: readonly Transport[];
  readonly distribution: Distribution;
  /** The two servers' applications, the primary first. */
  readonly members: readonly [string, string];
  /** The interface of each member's host on the device's inside network, by application. */
  readonly sipInterfaces: Readonly<Record<string, string>>;
  /** The connections that need the device, which is the hosts' gateway: `from>to`, by host. */
  readonly routed: readonly string[];
}

export function poolWorldOf(world: World): PoolWorld {
  return world.option as PoolWorld;
}

/** The members that new calls are sent to. */
export function eligibleMembers({ members, distribution }: PoolScene, world: World): string[] {
  const { serving, up } = poolWorldOf(world);
  if (serving === undefined) return [];
  const available = members.filter((member) => up[member]);
  const { minimumMembersActive, priorities } = distribution;
  if (minimumMembersActive === 0 || available.length < 2) return available;
  const [first, second] = priorities as [number, number];
  if (first === second || minimumMembersActive > 1) return available;
  return [members[first > second ? 0 : 1]];
}

/** Why a member answers no calls; undefined if it answers. Only the primary answers OPTIONS as well (docs/big-ip.md). */
export function silenceOfMember({ sipInterfaces }: PoolScene, world: World, member: string): string | undefined {
  return silenceOf(world, member, sipInterfaces[member]!);
}

/** What the monitor would find if it asked now. */
export function isFoundUp(scene: PoolScene, world: World, member: string): boolean {
  const { monitor } = poolWorldOf(world);
  return monitor === "answers" ? silenceOfMember(scene, world, member) === undefined : monitor === "all-up";
}

/** How flows of a transport are kept. */
export function flowRule({ distribution }: PoolScene, world: World, transport: Transport): FlowRule {
  return poolWorldOf(world).keepsFlows ? UNTOLD : distribution.flows[transport]!;
}
