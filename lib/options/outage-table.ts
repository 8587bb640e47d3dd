import { formatLongest } from "../model/duration";
import type { Outage } from "../model/outage";
import type { SipServerPair } from "../model/pair";
import { table } from "../text/markdown";

/** What an outage is held against, in words. */
export function objectiveText({ recoveryTimeObjective }: SipServerPair): string {
  return recoveryTimeObjective === undefined
    ? "no recovery time objective is declared"
    : `the recovery time objective is ${recoveryTimeObjective}`;
}

/** What an outage is made of, part by part, for a runbook. */
export function outageTable({ parts, milliseconds }: Outage, pair: SipServerPair): string {
  return table(
    ["part", "at most", "why"],
    [
      ...parts.map(({ what, milliseconds: time, because, source }) => [
        what,
        formatLongest(time),
        [because, source].filter((words) => words !== undefined).join("; "),
      ]),
      ["together", formatLongest(milliseconds), objectiveText(pair)],
    ],
  );
}

/** The outage after the loss of a host where a control script follows the roles; undefined where ADDP is off. */
export function scriptOutage(outage: Outage | undefined, pair: SipServerPair): string {
  return outage === undefined
    ? "ADDP is off, so it is not known how long it takes until the loss is noticed."
    : outageTable(outage, pair);
}
