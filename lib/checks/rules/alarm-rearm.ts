import { milliseconds } from "../../model/duration";
import type { FindRoleScripts } from "../role-scripts";
import type { EnvironmentRule } from "../rule";

/** The alarms can fire again before the next switchover. */
export const alarmRearm = (roleScriptsOf: FindRoleScripts): EnvironmentRule => ({
  code: "alarm-rearm",
  level: "error",
  acknowledgeable: true,
  title: "Alarms are cleared before the next switchover can come",
  why: "An alarm that is still active does not run its reactions again: the switchover back would leave calls behind (in a field report, a cancel timeout of 5 s cured this). Role changes closer together than haFlipDetectTimeout count as flapping anyway.",
  *evaluate(topology) {
    const { haFlipDetectTimeout } = topology.managementLayer.failureDetection;
    const limit = milliseconds(haFlipDetectTimeout);
    for (const pair of topology.pairs.values()) {
      const scripts = roleScriptsOf(topology, pair);
      if (scripts === undefined) continue;
      const { cancelTimeout, moves } = scripts;
      const length = milliseconds(cancelTimeout);
      const path = ["pairs", pair.name, "highAvailability", pair.highAvailability.option, "cancelTimeout"];
      const base = {
        path,
        found: cancelTimeout,
        allowed: `whole seconds from 1s to ${Math.floor(limit / 1_000)}s`,
      };
      const fix = "use 5s, the default";
      if (length < 1_000 || length % 1_000 !== 0)
        yield {
          ...base,
          message: "the Configuration Layer takes whole seconds, and with 0 no timeout would ever clear the alarm",
          fix,
        };
      else if (length > limit)
        yield {
          ...base,
          message: `an alarm stays active for ${cancelTimeout}; a switchover within that time would not move ${moves}`,
          fix,
        };
    }
  },
});
