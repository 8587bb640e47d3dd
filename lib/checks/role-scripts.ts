import type { Duration } from "../model/duration";
import type { Path } from "../model/origin";
import type { SipServerPair } from "../model/pair";
import type { RoleScriptSettings } from "../model/role-script-settings";
import type { Topology } from "../model/topology";

/** The timing of a pair's control scripts, which the Management Layer starts when a role changes. */
export interface RoleScripts extends RoleScriptSettings {
  /** What they move, as it is written in a sentence: `the virtual IP`. */
  readonly moves: string;
  /** The longest time that a run may keep another one waiting, in milliseconds. */
  readonly longestRun: number;
  /** The setting that makes such a run long: `probeTimeout`. */
  readonly waitsFor: string;
  /** The times that a script counts, by their keys below the option's own declaration. */
  readonly timers: readonly (readonly [Path, Duration])[];
}

/** The shortest lockTimeout that outlasts another run, in milliseconds, rounded to whole seconds. */
export function leastLockTimeout({ longestRun }: RoleScripts): number {
  return Math.ceil(longestRun / 1_000) * 1_000;
}

/** Finds a pair's control scripts; undefined if it has none. Each option knows how. */
export type FindRoleScripts = (topology: Topology, pair: SipServerPair) => RoleScripts | undefined;
