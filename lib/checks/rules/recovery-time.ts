import { formatMilliseconds, milliseconds } from "../../model/duration";
import { hostLossDetection } from "../../model/management-layer";
import type { FindRoleScripts } from "../role-scripts";
import type { EnvironmentRule } from "../rule";

/** The pair recovers in the time that the business accepts. */
export const recoveryTime = (roleScriptsOf: FindRoleScripts): EnvironmentRule => ({
  code: "recovery-time",
  level: "error",
  acknowledgeable: true,
  title: "The longest recovery from the loss of a host is within the recovery time objective",
  why: "Nothing moves before the loss is noticed: up to two ADDP timeouts and the disconnect timer (inferred from the documented protocol), then the control script runs.",
  *evaluate(topology) {
    const { failureDetection } = topology.managementLayer;
    const detection = hostLossDetection(failureDetection);
    for (const pair of topology.pairs.values()) {
      const script = roleScriptsOf(topology, pair)?.takesOver;
      if (script === undefined) continue;
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
        const longest = detection + script;
        if (longest > milliseconds(pair.recoveryTimeObjective))
          yield {
            path,
            message: `recovery from the loss of a host takes up to ${formatMilliseconds(longest)}: detection ${formatMilliseconds(detection)} (2 x addpTimeout ${failureDetection.addpTimeout} + disconnectSwitchoverTimeout ${failureDetection.disconnectSwitchoverTimeout}), control script ${formatMilliseconds(script)}`,
            found: pair.recoveryTimeObjective,
            allowed: `at least ${formatMilliseconds(longest)} with these timers`,
            fix: "shorten addpTimeout or disconnectSwitchoverTimeout, or agree on a longer recoveryTimeObjective",
          };
      }
    }
  },
});
