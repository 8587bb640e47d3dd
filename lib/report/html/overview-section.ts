import type { ExistingApplication } from "../../model/management-layer";
import { optionOf, virtualIpOf } from "../../options";
import type { ScenarioResult } from "../../simulation/result";
import { boundText } from "../../simulation/time-text";
import { html, type Markup } from "./markup";
import { pairMark } from "./pair-section";
import { placeOf, tableOf } from "./parts";
import type { ReportContent, ResultsByPair } from "./report-content";

/** A line for each pair: its high-availability option, and its longest outage compared with what the business accepts. */
export function overviewSection(content: ReportContent, results: ResultsByPair): Markup {
  const { topology } = content;
  const { solutionControlServer, backupSolutionControlServer, messageServer } = topology.managementLayer;
  const on = ({ application, host }: ExistingApplication) => `${application} on ${host}`;
  const backup = backupSolutionControlServer === undefined ? "" : `, or instead by ${on(backupSolutionControlServer)}`;
  const rows = [...topology.pairs.values()].map((pair) => {
    const own = results.get(pair.name) ?? [];
    const worst = longestOf(own);
    const endless = own.filter(({ outage }) => outage.unanswered.typical === "does-not-end").length;
    const missed = own.filter(({ objective }) => objective.verdict === "missed").length;
    return [
      html`<a href="#${placeOf(pair.name)}">${pair.name}</a>`,
      optionOf(pair).title,
      virtualIpOf(pair, topology)?.address ?? "none",
      pair.recoveryTimeObjective ?? "not declared",
      worst === undefined
        ? "-"
        : html`${boundText(worst.outage.unanswered.typical)} <a href="#${placeIn(content, pair.name, worst.scenario.name)}">${worst.scenario.name}</a>`,
      endless === 0 ? "none" : `${endless} of ${own.length}`,
      pair.recoveryTimeObjective === undefined ? "-" : missed === 0 ? "none" : `${missed} of ${own.length}`,
      pairMark(content, own),
    ];
  });
  return html`<p>${topology.description}</p>
<p>Roles are given by ${on(solutionControlServer)}${backup}; log events go to ${on(messageServer)}. SIP Server ${topology.genesys.sipServerVersion}.</p>
${tableOf(
  "Pairs",
  [
    "pair",
    "option",
    "virtual IP",
    "objective",
    "longest outage that ends, typical",
    "does not end in",
    "objective missed in",
    "scenarios",
  ],
  rows,
)}<p class="quiet">Simulated from the model, at the paces "everything quick", "as usual" and "slow"; <code>sip-ha simulate --list</code> says what each time rests on. ${content.measured.length === 0 ? "Nothing here was measured on your hosts." : `Measured, and given for this report: ${content.measured.join(", ")}.`}</p>\n`;
}

/** The place on the page that describes a pair's scenario. */
function placeIn({ told }: ReportContent, pair: string, scenario: string): string {
  const teller = told.get(pair)!.like.get(scenario) ?? pair;
  return told.get(teller)!.isFull ? placeOf(teller, scenario) : placeOf(teller);
}

function longestOf(results: readonly ScenarioResult[]): ScenarioResult | undefined {
  const length = ({ outage: { unanswered } }: ScenarioResult) =>
    typeof unanswered.typical === "number" ? unanswered.typical : 0;
  return results.reduce<ScenarioResult | undefined>((longest, one) => {
    const isLonger = length(one) > (longest === undefined ? 0 : length(longest));
    return isLonger ? one : longest;
  }, undefined);
}
