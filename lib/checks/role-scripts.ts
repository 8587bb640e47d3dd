import type { Duration } from "../model/duration";
import type { Path } from "../model/origin";
import type { SipServerPair } from "../model/pair";
import type { RoleScriptSettings } from "../model/role-script-settings";
import type { Topology } from "../model/topology";

/** How the control scripts of a pair, which the Management Layer starts where a role changes, keep time. */
export interface RoleScripts extends RoleScriptSettings {
  /** What they move, as in a sentence: `the virtual IP`. */
  readonly moves: string;
  /** How long a run may keep another one waiting, in milliseconds. */
  readonly longestRun: number;
  /** The setting that makes such a run long: `probeTimeout`. */
  readonly waitsFor: string;
  /** The times that a script counts, by their keys below the option's own. */
  readonly timers: readonly (readonly [Path, Duration])[];
}

/** The shortest lockTimeout that outlasts another run, in milliseconds of whole seconds. */
export function leastLockTimeout({ longestRun }: RoleScripts): number {
  return Math.ceil(longestRun / 1_000) * 1_000;
}

/** Finds a pair's control scripts; undefined where it has none. The options know. */
export type FindRoleScripts = (topology: Topology, pair: SipServerPair) => RoleScripts | undefined;
