import { oneOf } from "../../errors";
import { formatLongest, milliseconds } from "../../model/duration";
import { hostLossDetection } from "../../model/management-layer";
import type { Outage, OutagePart } from "../../model/outage";
import type { SipServerPair } from "../../model/pair";
import type { Topology } from "../../model/topology";
import type { EnvironmentRule } from "../rule";

/**
 * Finds a pair's longest outage after the loss of a host. The outer undefined means that the pair's option does not survive such a loss, the inner one
 * that the time is not known.
 */
export type FindOutage = (
  topology: Topology,
  pair: SipServerPair,
) => { readonly outage: Outage | undefined } | undefined;

/** The pair recovers within the time that the business accepts. */
export const recoveryTime = (outageOf: FindOutage): EnvironmentRule => ({
  code: "recovery-time",
  level: "error",
  acknowledgeable: true,
  title: "The longest recovery from the loss of a host is within the recovery time objective",
  why: "Nothing moves before the loss is noticed, which takes up to two ADDP timeouts and the disconnect timer (inferred from the documented protocol). The time for what follows depends on the high availability option; if no documented figure was found, the allowances of `sip-ha simulate` count.",
  *evaluate(topology) {
    for (const pair of topology.pairs.values()) {
      const found = outageOf(topology, pair);
      if (found === undefined) continue;
      const path = ["pairs", pair.name, "recoveryTimeObjective"];
      const { outage } = found;
      if (pair.recoveryTimeObjective === undefined) {
        const reason = "no recoveryTimeObjective is declared to compare the recovery with";
        yield {
          path: ["pairs", pair.name],
          notEvaluated: reason,
          fix: "declare the longest outage that is accepted, e.g. recoveryTimeObjective: 25s",
        };
      } else if (outage === undefined) {
        const isAddpOff = hostLossDetection(topology.managementLayer.failureDetection) === undefined;
        yield {
          path,
          notEvaluated: `${isAddpOff ? "ADDP is off, so the" : "the"} time until a loss is noticed is not known`,
          fix: isAddpOff ? "set addpTimeout" : "set the timers that decide when it is noticed",
        };
      } else if (outage.milliseconds > milliseconds(pair.recoveryTimeObjective)) {
        const longest = formatLongest(outage.milliseconds);
        const parts = outage.parts.map(words).join(", ");
        const timers = oneOf(outage.parts.flatMap((part) => part.timers));
        const seconds = Math.ceil(outage.milliseconds / 1_000);
        yield {
          path,
          message: `recovery from the loss of a host takes up to ${longest}: ${parts}`,
          found: pair.recoveryTimeObjective,
          allowed: `at least ${longest} with these timers`,
          fix: `shorten ${timers}, or agree on a longer recoveryTimeObjective, e.g. ${seconds}s`,
        };
      }
    }
  },
});

function words({ what, milliseconds, because }: OutagePart): string {
  return `${what} ${formatLongest(milliseconds)}${because === undefined ? "" : ` (${because})`}`;
}
