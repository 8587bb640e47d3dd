import { formatMilliseconds, milliseconds } from "../model/duration";
import { hostLossDetection } from "../model/management-layer";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { paragraphs, table } from "../text/markdown";

/** What an outage is held against, in words. */
export function objectiveText({ recoveryTimeObjective }: SipServerPair): string {
  return recoveryTimeObjective === undefined
    ? "no recovery time objective is declared"
    : `the recovery time objective is ${recoveryTimeObjective}`;
}

/**
 * What the loss of a host is made of where a control script follows the roles, for a runbook.
 *
 * @param script the longest time of the script in milliseconds, and where the figure comes from
 */
export function scriptOutageTable(
  { managementLayer }: Topology,
  pair: SipServerPair,
  script: { readonly milliseconds: number; readonly why: string },
): string {
  const { failureDetection } = managementLayer;
  const { addpTimeout, disconnectSwitchoverTimeout } = failureDetection;
  const detection = hostLossDetection(failureDetection);
  if (detection === undefined) return "ADDP is off: how long it takes until the loss is noticed is not known.";
  return paragraphs(
    table(
      ["part", "at most", "why"],
      [
        [
          "detection",
          formatMilliseconds(2 * milliseconds(addpTimeout)),
          `2 x addpTimeout ${addpTimeout}: silence, then an unanswered poll`,
        ],
        ["waiting", disconnectSwitchoverTimeout, "disconnectSwitchoverTimeout"],
        ["control script", formatMilliseconds(script.milliseconds), script.why],
        ["together", formatMilliseconds(detection + script.milliseconds), objectiveText(pair)],
      ],
    ),
    "The Management Layer's decision, the start of the script and what the network has to learn come on top. No documented figure was found for them; `sip-ha simulate` has an allowance for each.",
  );
}
