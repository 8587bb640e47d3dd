import { formatMilliseconds, milliseconds } from "../../model/duration";
import { hostLossDetection } from "../../model/management-layer";
import type { Topology } from "../../model/topology";
import type { OutagePart, WorstCaseOutage } from "../outage";
import type { EnvironmentRule } from "../rule";

/** Every pair recovers in the time that the business accepts. */
export const recoveryTime = (worstCaseOutage: WorstCaseOutage): EnvironmentRule => ({
  code: "recovery-time",
  level: "error",
  acknowledgeable: true,
  title: "The longest recovery from the loss of a host is within the recovery time objective",
  why: "Nothing moves before the loss is noticed: up to two ADDP timeouts and the disconnect timer (inferred from the documented protocol); then whatever brings callers to the other host takes its time.",
  *evaluate(topology) {
    const detection = detectionOf(topology);
    const known = detection ?? { what: "detection", milliseconds: 0 };
    for (const pair of topology.pairs.values()) {
      const outage = worstCaseOutage(topology, pair, known);
      if (outage === undefined) continue;
      const path = ["pairs", pair.name, "recoveryTimeObjective"];
      if (pair.recoveryTimeObjective === undefined)
        yield {
          path: ["pairs", pair.name],
          notEvaluated: "no recoveryTimeObjective is declared to compare the recovery with",
          fix: "declare the longest outage that is accepted, e.g. recoveryTimeObjective: 25s",
        };
      else if (detection === undefined)
        yield {
          path,
          notEvaluated: "ADDP is off, so that the time until a loss is noticed is not known",
          fix: "set addpTimeout",
        };
      else if (outage.milliseconds > milliseconds(pair.recoveryTimeObjective)) {
        const longest = formatMilliseconds(outage.milliseconds);
        const settings = ["addpTimeout", "disconnectSwitchoverTimeout", ...outage.shortenedBy];
        const shorter = `${settings.slice(0, -1).join(", ")} or ${settings.at(-1)}`;
        yield {
          path,
          message: `recovery from the loss of a host takes up to ${longest}: ${outage.parts.map(partText).join(", ")}`,
          found: pair.recoveryTimeObjective,
          allowed: `at least ${longest} with these timers`,
          fix: `shorten ${shorter}, or agree on a longer recoveryTimeObjective`,
        };
      }
    }
  },
});

/** How long the Management Layer needs to notice the loss of a host; undefined where that is not known. */
function detectionOf({ managementLayer }: Topology): OutagePart | undefined {
  const { failureDetection } = managementLayer;
  const time = hostLossDetection(failureDetection);
  const { addpTimeout, disconnectSwitchoverTimeout } = failureDetection;
  const made = `2 x addpTimeout ${addpTimeout} + disconnectSwitchoverTimeout ${disconnectSwitchoverTimeout}`;
  return time === undefined ? undefined : { what: "detection", milliseconds: time, made };
}

function partText({ what, milliseconds: time, made }: OutagePart): string {
  return `${what} ${formatMilliseconds(time)}${made === undefined ? "" : ` (${made})`}`;
}
