import { formatMilliseconds, milliseconds } from "../../model/duration";
import { hostLossDetection } from "../../model/management-layer";
import type { SipServerPair } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { EnvironmentRule } from "../rule";

/** How long a pair takes to recover from the loss of a host. */
export interface Recovery {
  /** In milliseconds, detection included. */
  readonly longest: number;
  /** What it takes beside the detection, in words. */
  readonly words: string;
}

/** Finds the recovery of a pair, given the milliseconds until the Management Layer has noticed; the options know. Undefined where a pair has none. */
export type FindRecovery = (topology: Topology, pair: SipServerPair, detection: number) => Recovery | undefined;

/** Stands for a detection that is not known, where only the question is whether there is a recovery. */
const SOME_TIME = 0;

/** The pair recovers in the time that the business accepts. */
export const recoveryTime = (recoveryOf: FindRecovery): EnvironmentRule => ({
  code: "recovery-time",
  level: "error",
  acknowledgeable: true,
  title: "The longest recovery from the loss of a host is within the recovery time objective",
  why: "Nothing moves before the loss is noticed: up to two ADDP timeouts and the disconnect timer (inferred from the documented protocol). Then the control script runs, or the monitor of a device has to find the new primary.",
  *evaluate(topology) {
    const { failureDetection } = topology.managementLayer;
    const detection = hostLossDetection(failureDetection);
    for (const pair of topology.pairs.values()) {
      const recovery = recoveryOf(topology, pair, detection ?? SOME_TIME);
      if (recovery === undefined) continue;
      const path = ["pairs", pair.name, "recoveryTimeObjective"];
      if (pair.recoveryTimeObjective === undefined) {
        const reason = "no recoveryTimeObjective is declared to compare the recovery with";
        yield {
          path: ["pairs", pair.name],
          notEvaluated: reason,
          fix: "declare the longest outage that is accepted, e.g. recoveryTimeObjective: 25s",
        };
      } else if (detection === undefined) {
        yield {
          path,
          notEvaluated: "ADDP is off, so that the time until a loss is noticed is not known",
          fix: "set addpTimeout",
        };
      } else {
        const { longest, words } = recovery;
        if (longest > milliseconds(pair.recoveryTimeObjective))
          yield {
            path,
            message: `recovery from the loss of a host takes up to ${formatMilliseconds(longest)}: detection ${formatMilliseconds(detection)} (2 x addpTimeout ${failureDetection.addpTimeout} + disconnectSwitchoverTimeout ${failureDetection.disconnectSwitchoverTimeout}), ${words}`,
            found: pair.recoveryTimeObjective,
            allowed: `at least ${formatMilliseconds(longest)} with these timers`,
            fix: "shorten addpTimeout or disconnectSwitchoverTimeout, or agree on a longer recoveryTimeObjective",
          };
      }
    }
  },
});
